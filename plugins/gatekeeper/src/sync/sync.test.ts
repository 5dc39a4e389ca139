/** Rights follow the host: by syncs of all that somebody may see, and by questions about one repository. */
import { plugin } from '../plugin.js';
import { plugin as travisYml } from '@turnpike/plugin-travis-yml';
import {
  ExternalHostError,
  NotAllowedError,
  tokens,
  type AccessLevel,
  type ListedRepository,
  type RepoEvent,
  type RepositoryPage,
  type VcsProvider,
} from '@turnpike/sdk';
import { applyRepoEvent, createAccess } from '@turnpike/sdk/store';
import { fake, fakeVcsHost, fakes, testPlugin } from '@turnpike/sdk/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';

const hosts: { stop(options?: object): Promise<void> }[] = [];
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.stop({ force: true });
});

const row = (id: number, level: AccessLevel = 'read', patch: object = {}): ListedRepository => ({
  identity: {
    ...{ vcsId: String(id), slug: `acme/r${id}`, cloneUrl: `https://hub.example/acme/r${id}.git` },
    ...{ htmlUrl: null, private: true, fork: false, defaultBranch: 'main', description: null },
    ...{ ownerType: 'organization' as const, ...patch },
  },
  level,
  archived: false,
});
const page = (rows: readonly ListedRepository[], patch: Partial<RepositoryPage> = {}) => ({
  ...{ rows, next: null, complete: true, withheld: [] },
  ...patch,
});
const dead = () => new NotAllowedError('TURNPIKE_ACCESS_DENIED', 'dead');
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

interface World {
  pages: readonly (RepositoryPage | Error)[];
  tokens: string[];
  level: AccessLevel | null | Error;
  tellsRights: boolean;
  whoAmI: { hostUserId: string; login: string; scopes: readonly string[] | null };
  renewed: number;
  /** A repository of which nothing is told before then. */
  silent?: { readonly id: string; readonly until: Promise<void> };
  /** How often it was asked for one right. */
  asked: number;
}

/** A gatekeeper beside a host whose lists the test writes, and Ada, who has signed in there. */
async function start(patch: Partial<World> = {}, tokensOf: { refresh?: string } = {}) {
  const world: World = {
    pages: [page([])],
    tokens: ['good'],
    level: null,
    tellsRights: false,
    whoAmI: { hostUserId: '7', login: 'ada', scopes: null },
    renewed: 0,
    asked: 0,
    ...patch,
  };
  const check = (token: string) => {
    if (!world.tokens.includes(token)) throw dead();
  };
  const provider: VcsProvider = {
    ...fakeVcsHost().provider,
    id: 'hub-acme',
    kind: 'hub',
    async whoAmI(token) {
      check(token);
      return { ...world.whoAmI, name: null, avatarUrl: null, email: null };
    },
    async renewToken(refresh) {
      if (refresh !== 'refresh' || world.renewed > 0) throw dead();
      world.renewed += 1;
      world.tokens = ['renewed'];
      return { token: 'renewed', refresh: null, expiresAt: null };
    },
    async repositories({ credential }, at) {
      check(credential.kind === 'token' ? credential.token : '');
      const index = Number(at ?? 0);
      const found = world.pages[index] ?? page([]);
      if (found instanceof Error) throw found;
      return { ...found, next: index + 1 < world.pages.length ? String(index + 1) : null };
    },
    get tellsRights() {
      return world.tellsRights;
    },
    async permission({ credential, repository }) {
      world.asked += 1;
      if (repository.vcsId === world.silent?.id) await world.silent.until;
      // As hosts do: to who says no name, a private repository is not there.
      if (credential?.kind !== 'token') return null;
      check(credential.token);
      if (world.level instanceof Error) throw world.level;
      return world.level;
    },
  };
  const host = await testPlugin(plugin, {
    faults: 'kept',
    plugins: [travisYml],
    deps: [fake(tokens.vcsProviders, provider), ...(await fakes('commands'))],
  });
  hosts.push(host);
  const { store, secrets } = {
    store: host.resolve(tokens.store),
    secrets: host.resolve(tokens.secrets),
  };
  const person = { login: 'ada', name: null, email: null, admin: false };
  const user = await store.users.insert(person);
  const sealed = {
    token: secrets.seal('good'),
    refresh: tokensOf.refresh === undefined ? null : secrets.seal(tokensOf.refresh),
  };
  const identity = await store.transaction(async (tx) => {
    const at = { host: 'hub-acme', hostUserId: '7', login: 'ada', name: null, avatarUrl: null };
    const made = await tx.identities.link({ ...at, userId: user.id });
    await tx.identities.setTokens(made.id, { ...sealed, scopes: ['repo'], expiresAt: null });
    return made;
  });
  /** Until the sync that is due, or is asked for now, has ended. */
  const synced = async () => {
    const before = (await store.syncs.get(identity.id))?.finishedAt ?? 0;
    await store.syncs.ask(identity.id);
    return vi.waitFor(
      async () => {
        const sync = await store.syncs.get(identity.id);
        if (!sync?.finishedAt || sync.finishedAt === before || sync.state === 'running')
          throw new Error(`sync is ${sync?.state}`);
        return sync;
      },
      { timeout: 20_000, interval: 50 },
    );
  };
  const levels = async () => [...(await store.syncs.rights(identity.id)).values()];
  return { host, world, store, user, identity, synced, levels };
}

describe('a sync', () => {
  it('gives what the host says, of all pages, and makes repositories that are switched off', async () => {
    const pages = [
      page([row(1, 'admin'), row(2, 'write')]),
      page([row(3, 'read', { slug: 'a/b/c/r3' })]),
    ];
    const p = await start({ pages });
    expect(await p.synced()).toMatchObject({ state: 'done', repositories: 3, owners: 2 });
    expect((await p.levels()).toSorted()).toEqual(['admin', 'read', 'write']);
    const nested = await p.store.repositories.bySlug('a/b/c/r3', 'hub-acme');
    expect(nested).toMatchObject({ ownerLogin: 'a/b/c', name: 'r3', active: false, private: true });
    const owner = await p.store.owners.byLogin('a/b/c', 'hub-acme');
    expect(owner).toMatchObject({ host: 'hub-acme', type: 'organization' });
    expect(await p.store.users.permission(p.user.id, nested!.id)).toBe('read');
    expect((await p.store.identities.get(p.identity.id))?.syncedAt).toBeGreaterThan(0);
  });

  it('changes nothing where nothing has changed, and follows what has', async () => {
    const p = await start({ pages: [page([row(1, 'write'), row(2, 'write')])] });
    await p.synced();
    const before = await p.store.repositories.list({}, { limit: 9 });
    await p.synced();
    expect(await p.store.repositories.list({}, { limit: 9 })).toEqual(before);
    const renamed = {
      slug: 'acme/new',
      cloneUrl: 'https://hub.example/acme/new.git',
      private: false,
    };
    p.world.pages = [page([row(1, 'admin', renamed)])];
    expect(await p.synced()).toMatchObject({ state: 'done' });
    expect(await p.levels()).toEqual(['admin']);
    const moved = await p.store.repositories.byVcsId('hub-acme', '1');
    expect(moved).toMatchObject({ slug: 'acme/new', private: false, moved: { from: 'acme/r1' } });
  });

  it('gives a name that is another’s now to its new repository, and never its secrets', async () => {
    const p = await start({ pages: [page([row(1)])] });
    await p.synced();
    const old = await p.store.repositories.byVcsId('hub-acme', '1');
    await p.store.repositories.setSealed(old!.id, { webhookSecret: 'sealed' });
    p.world.pages = [
      page([row(9, 'admin', { slug: 'acme/r1', cloneUrl: 'https://hub.example/acme/r1.git' })]),
    ];
    await p.synced();
    const now = await p.store.repositories.bySlug('acme/r1', 'hub-acme');
    expect(now).toMatchObject({ vcsId: '9' });
    expect((await p.store.repositories.sealed(now!.id))?.webhookSecret).toBeNull();
    expect((await p.store.repositories.get(old!.id))?.slug).toBe(`acme/r1-moved-${old!.id}`);
  });

  it.each<[string, readonly (RepositoryPage | Error)[], object]>([
    [
      'a page that fails',
      [page([row(1)]), new ExternalHostError('TURNPIKE_HOST_UNAVAILABLE', 'away: 502')],
      { state: 'failed', message: 'away: 502', failures: 1 },
    ],
    ['a list that is not complete', [page([row(1)], { complete: false })], { state: 'partial' }],
    [
      'organizations that are left out by their ids',
      [page([], { withheld: [{ account: '5', by: 'id', reason: 'SSO', url: 'https://x' }] })],
      { state: 'partial', withheld: [{ account: '5', reason: 'SSO', url: 'https://x' }] },
    ],
  ])('takes no right away by %s', async (_what, pages, expected) => {
    const p = await start({ pages: [page([row(1), row(2), row(3)])] });
    await p.synced();
    p.world.pages = pages;
    expect(await p.synced()).toMatchObject(expected);
    expect(await p.levels()).toHaveLength(3);
    p.world.pages = [page([row(1)])];
    expect(await p.synced()).toMatchObject({ state: 'done', failures: 0 });
    expect(await p.levels()).toHaveLength(1);
  });

  it('takes away at others what it takes, and keeps what an owner is left out of', async () => {
    const other = row(2, 'read', {
      slug: 'other/r2',
      cloneUrl: 'https://hub.example/other/r2.git',
    });
    const p = await start({ pages: [page([row(1), other])] });
    await p.synced();
    const withheld = [{ account: 'Acme', by: 'login', reason: 'blocked', url: null }] as const;
    p.world.pages = [page([], { withheld })];
    expect(await p.synced()).toMatchObject({ state: 'partial' });
    const kept = await p.store.repositories.byVcsId('hub-acme', '1');
    expect([...(await p.store.syncs.rights(p.identity.id)).keys()]).toEqual([kept?.id]);
  });

  it('doubts a list that has become far shorter', async () => {
    const p = await start({ pages: [page(numbers(50).map((id) => row(id)))] });
    await p.synced();
    p.world.pages = [page(numbers(20).map((id) => row(id)))];
    const doubted = await p.synced();
    expect(doubted).toMatchObject({
      state: 'doubted',
      message: expect.stringContaining('fewer') as string,
    });
    expect(doubted.doubtedAt).toBeGreaterThan(0);
    expect(await p.levels()).toHaveLength(50);
    p.world.pages = [page(numbers(30).map((id) => row(id)))];
    expect(await p.synced()).toMatchObject({ state: 'done', doubtedAt: null });
    expect(await p.levels()).toHaveLength(30);
  });

  it('takes nothing away by a token that may do less than before, or is somebody else’s', async () => {
    const p = await start({ pages: [page([row(1), row(2)])] });
    await p.synced();
    p.world.pages = [page([row(1)])];
    p.world.whoAmI = { hostUserId: '7', login: 'lovelace', scopes: ['read:user'] };
    expect(await p.synced()).toMatchObject({ state: 'partial' });
    expect((await p.store.identities.get(p.identity.id))?.login).toBe('lovelace');
    p.world.whoAmI = { hostUserId: '8', login: 'ada', scopes: null };
    expect(await p.synced()).toMatchObject({ state: 'signed_out' });
    expect(await p.levels()).toHaveLength(2);
  });

  it('renews a token that is refused, once, and else waits for a new sign-in', async () => {
    const p = await start({ tokens: ['renewed'], pages: [page([row(1)])] }, { refresh: 'refresh' });
    expect(await p.synced()).toMatchObject({ state: 'done' });
    expect(p.world.renewed).toBe(1);
    p.world.tokens = [];
    expect(await p.synced()).toMatchObject({ state: 'signed_out', nextAt: null });
    expect((await p.store.identities.get(p.identity.id))?.revokedAt).toBeGreaterThan(0);
    expect(await p.levels()).toEqual(['read']);
  });
});

describe('an event about a member', () => {
  const member = (hostUserId: string | null, login = 'ada'): RepoEvent => ({
    ...{ event: 'member', repository: row(1).identity },
    ...{ kind: 'member', action: 'added', hostUserId, login },
  });

  it('14. lets the right be asked for of that account alone, and is no right by itself', async () => {
    const p = await start({ pages: [page([row(1, 'read')])], level: 'admin' });
    await p.synced();
    const repository = (await p.store.repositories.byVcsId('hub-acme', '1'))!;
    const apply = (event: RepoEvent) =>
      p.store.transaction((tx) => applyRepoEvent(tx, repository, event));
    for (const stranger of [member('8'), member(null)])
      expect(await apply(stranger)).toBeUndefined();
    expect(await p.store.syncs.claimChecks(60, 9)).toEqual([]);
    expect(await apply(member('7', 'lovelace'))).toContain('asked for');
    const right = (wanted: AccessLevel | undefined) =>
      vi.waitFor(
        async () => expect(await p.store.users.permission(p.user.id, repository.id)).toBe(wanted),
        { timeout: 20_000, interval: 50 },
      );
    await right('admin');
    p.world.level = null;
    await apply(member('7'));
    await right(undefined);
  });
});

describe('a right that is in use', () => {
  async function reading(patch: Partial<World> = {}) {
    const p = await start({ pages: [page([row(1, 'read')])], ...patch });
    await p.synced();
    const repository = (await p.store.repositories.byVcsId('hub-acme', '1'))!;
    const person = { kind: 'user' as const, via: 'session' as const, scopes: ['*'] };
    const use = () => {
      const access = createAccess(
        { ...person, userId: p.user.id, login: 'ada', admin: false },
        { store: p.store, hooks: p.host.hooks, visitorsRead: true },
      );
      return access.require(repository, 'read');
    };
    const done = () =>
      vi.waitFor(async () => expect(await p.store.syncs.claimChecks(60, 9)).toEqual([]), {
        timeout: 20_000,
      });
    return { ...p, repository, use, done };
  }

  it('12. ends with the right at the host, where no event tells of it', async () => {
    const { use, world } = await reading({ level: null });
    await use();
    await vi.waitFor(() => expect(use()).rejects.toThrow(/no such repository/), 20_000);
    expect(world.asked).toBe(1);
  });

  it('stays where nobody can be asked for it', async () => {
    const p = await reading({ level: 'read' });
    await p.store.identities.revoke(p.identity.id);
    await p.use();
    await p.done();
    expect(await p.levels()).toEqual(['read']);
    expect(p.world.asked).toBe(0);
  });

  it('stays where the host is away, and is asked for no more than now and then', async () => {
    const { use, world, done } = await reading({
      level: new ExternalHostError('TURNPIKE_HOST_UNAVAILABLE', 'away'),
    });
    for (let times = 0; times < 50; times += 1) await use();
    await vi.waitFor(() => expect(world.asked).toBe(1), 20_000);
    await done();
    await use();
    expect(world.asked).toBe(1);
  });

  it('waits for nobody whose host does not answer', async () => {
    const p = await start({ pages: [page(numbers(12).map((id) => row(id)))], level: 'admin' });
    await p.synced();
    let answer = (): void => undefined;
    p.world.silent = { id: '1', until: new Promise((resolve) => (answer = resolve)) };
    const idOf = async (vcsId: string) =>
      (await p.store.repositories.byVcsId('hub-acme', vcsId))!.id;
    const level = async (vcsId: string) => p.store.users.permission(p.user.id, await idOf(vcsId));
    await p.store.syncs.check(p.identity.id, await idOf('1'));
    await vi.waitFor(() => expect(p.world.asked).toBe(1), 20_000);
    for (const id of numbers(12).slice(1).map(String))
      await p.store.syncs.check(p.identity.id, await idOf(id));
    await vi.waitFor(async () => expect(await level('12')).toBe('admin'), 20_000);
    expect(await level('1')).toBe('read');
    answer();
    await vi.waitFor(async () => expect(await level('1')).toBe('admin'), 20_000);
  });

  it('is not asked for where events tell', async () => {
    const { use, world, done } = await reading({ level: null, tellsRights: true });
    await use();
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    await done();
    await use();
    expect(world.asked).toBe(0);
  });
});
