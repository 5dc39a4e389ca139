/** What vcs-bitbucket says and does of people, statuses, hooks and keys, beside stand-ins of both dialects. */
import { plugin } from '@turnpike/plugin-vcs-bitbucket';
import { tokens, type CommitStatus, type RepoAccess, type VcsProvider } from '@turnpike/sdk';
import { repositoryRecord, testPlugin } from '@turnpike/sdk/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../../support/api-client.js';
import { BitbucketHost } from '../../support/bitbucket-host/bitbucket-host.js';
import type { HostPerson, HostRepository } from '../../support/bitbucket-host/world.js';

const PUBLIC_KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDQ4 turnpike';
const HOOK = { url: 'http://127.0.0.1:9/hooks/work/1', secret: 'sesame' };

describe.each(['cloud', 'data-center'] as const)('vcs-bitbucket at %s', (dialect) => {
  const isCloud = dialect === 'cloud';
  const owner = isCloud ? 'acme' : 'ACME';
  let bitbucket: BitbucketHost;
  let ada: HostPerson;
  let row: Awaited<ReturnType<BitbucketHost['repository']>>;
  let provider: VcsProvider;
  let access: RepoAccess;
  let stop: () => Promise<void>;
  beforeEach(async () => {
    bitbucket = await BitbucketHost.start(dialect);
    ada = bitbucket.person('ada');
    row = await bitbucket.repository(ada, `${owner}/engine`, { private: true, files: { a: 'a' } });
    const app = { clientId: 'app', clientSecret: 'hush' };
    const host = await testPlugin(plugin, { core: { hosts: [bitbucket.entry(app)] } });
    stop = () => host.stop({ force: true });
    provider = host.resolve(tokens.vcsProviders)[0] as VcsProvider;
    access = accessBy(ada);
  });
  afterEach(async () => {
    await stop();
    await bitbucket.close();
    expect(bitbucket.oddities).toEqual([]);
  });

  const accessBy = ({ token }: HostPerson): RepoAccess => ({
    repository: repositoryRecord({
      ...{ vcsProvider: 'work', slug: `${owner}/engine`, private: row.private },
      vcsId: idOf(row),
      cloneUrl: `${bitbucket.url}${isCloud ? '' : '/scm'}/acme/engine.git`,
    }),
    credential: { kind: 'token', token },
  });
  const idOf = ({ uuid, id }: HostRepository | HostPerson): string => (isCloud ? uuid : String(id));
  const account = (one: HostPerson) => ({ hostUserId: idOf(one), login: one.name });

  it.each(['read', 'write', 'admin'] as const)(
    '13. Levels: who may %s there may do so here, by id alone',
    async (level) => {
      const bob = bitbucket.person('bob');
      expect(await provider.permission?.(access, account(bob))).toBeNull();
      row.rights.set(bob, level);
      expect(await provider.permission?.(access, account(bob))).toBe(level);
      // Somebody else who is called so by now.
      const other = { ...account(bob), hostUserId: idOf(bitbucket.person('eve')) };
      expect(await provider.permission?.(access, other)).toBeNull();
      row.private = false;
      const open = await provider.permission?.(accessBy(ada), account(bob));
      expect(open).toBe(level === 'read' ? null : level);
    },
  );

  it('13. Levels: a list has each repository at its level, over all pages', async () => {
    bitbucket.pageSize = 2;
    const levels = ['read', 'write', 'admin'] as const;
    const bob = bitbucket.person('bob');
    const wanted = new Map<string, string>();
    for (let n = 0; n < 7; n += 1) {
      const slug = `${n % 2 ? owner : isCloud ? 'other' : 'OTHER'}/r${n}`;
      const one = await bitbucket.repository(ada, slug, { private: true });
      if (n === 6) continue;
      one.rights.set(bob, levels[n % 3]!);
      wanted.set(slug, levels[n % 3]!);
    }
    const found = new Map<string, string>();
    let page: string | null = null;
    do {
      const by = {
        account: account(bob),
        credential: { kind: 'token', token: bob.token } as const,
      };
      const answer = await provider.repositories!(by, page);
      expect([answer.complete, answer.withheld]).toEqual([true, []]);
      for (const { identity, level } of answer.rows) found.set(identity.slug, level);
      page = answer.next;
    } while (page !== null);
    expect(found).toEqual(wanted);
  });

  it('says whose a token is, and that a dead one is', async () => {
    expect(await provider.whoAmI?.(ada.token)).toMatchObject({
      ...{ hostUserId: idOf(ada), login: 'ada', name: 'ADA' },
      email: isCloud ? 'ada@example.com' : null,
    });
    const dead = { code: 'TURNPIKE_AUTH_INVALID' };
    await expect(provider.whoAmI?.('dead')).rejects.toMatchObject(dead);
    const by = { account: account(ada), credential: { kind: 'token', token: 'dead' } as const };
    await expect(provider.repositories?.(by, null)).rejects.toMatchObject(dead);
  });

  const status = async (more: Partial<CommitStatus> = {}): Promise<CommitStatus> => ({
    ...{ sha: await row.work.git('rev-parse', 'HEAD'), state: 'pending' as const },
    ...{ context: 'ci/turnpike/push', description: 'It runs', ...more },
    targetUrl: 'https://ci.example/builds/1',
  });
  const stated = ({ statuses }: HostRepository, sha: string) => [
    ...(statuses.get(sha)?.values() ?? []),
  ];

  it('28. Statuses: each state, one a context, with what is too long cut or hashed', async () => {
    const states = {
      pending: 'INPROGRESS',
      success: 'SUCCESSFUL',
      failure: 'FAILED',
      error: 'FAILED',
    };
    const { sha } = await status();
    for (const [state, said] of Object.entries(states)) {
      await provider.setStatus?.(access, await status({ state: state as CommitStatus['state'] }));
      expect(stated(row, sha)).toMatchObject([{ state: said, name: 'ci/turnpike/push' }]);
    }
    const context = `ci/turnpike/${'x'.repeat(48)}`;
    expect(context).toHaveLength(60);
    const long = await status({ context, description: 'ü'.repeat(900) });
    await provider.setStatus?.(access, long);
    await provider.setStatus?.(access, { ...long, state: 'success' });
    const [, other, ...more] = stated(row, sha);
    expect([other, more]).toMatchObject([{ state: 'SUCCESSFUL', name: context }, []]);
    expect(String(other?.['key'])).toMatch(isCloud ? /^[0-9a-f]{40}$/ : context);
  });

  it('28. Statuses: of a commit that is not there it says so', async () => {
    const absent = await status({ sha: 'f'.repeat(40) });
    await expect(provider.setStatus?.(access, absent)).rejects.toMatchObject({
      ...{ code: 'TURNPIKE_HOST_REFUSED', message: /no commit/ },
    });
  });

  it.runIf(!isCloud)('28. Statuses: an old server is told at its old address', async () => {
    bitbucket.isOld = true;
    const one = await status({ state: 'success' });
    await provider.setStatus?.(access, one);
    expect(stated(row, one.sha)).toMatchObject([{ state: 'SUCCESSFUL' }]);
  });

  it('makes a hook of ours what it should be, also on a later page, with a new secret', async () => {
    bitbucket.pageSize = 2;
    for (let n = 0; n < 3; n += 1)
      row.hooks.push({
        ...{ ...bitbucket.ids(), url: `https://other.example/${n}`, active: true },
        ...{ events: [], secret: '' },
      });
    row.hooks.push({
      ...{ ...bitbucket.ids(), url: HOOK.url, active: false, events: [], secret: 'old' },
    });
    expect(await provider.hookHealth?.(access, HOOK)).toMatchObject({ active: false });
    await provider.installHook?.(access, HOOK);
    expect(row.hooks).toHaveLength(4);
    expect(row.hooks[3]).toMatchObject({ active: true, secret: 'sesame' });
    expect(await provider.hookHealth?.(access, HOOK)).toMatchObject({
      active: true,
      problem: null,
    });
  });

  it.runIf(!isCloud)('has a test delivery sent, and says how it went', async () => {
    await expect(provider.testHook?.(access, HOOK)).rejects.toMatchObject({
      code: 'TURNPIKE_INPUT_INVALID',
    });
    await provider.installHook?.(access, HOOK);
    expect(await provider.testHook?.(access, HOOK)).toContain(HOOK.url);
    await until('the delivery', async () => bitbucket.sent[0]);
    bitbucket.lastStatus.set(row.hooks[0]!.id, 403);
    expect(await provider.hookHealth?.(access, HOOK)).toMatchObject({
      ...{ lastStatus: 403, problem: 'The last delivery failed: 403.' },
    });
  });

  it('lets a key read, once, and says why it does not', async () => {
    const key = { title: 'Turnpike', publicKey: PUBLIC_KEY };
    await provider.ensureKey?.(access, key);
    await provider.ensureKey?.(access, { ...key, publicKey: `${PUBLIC_KEY}@elsewhere` });
    expect(row.keys).toHaveLength(1);
    expect(await provider.removeKey?.(access, key)).toContain(`${owner}/engine`);
    expect(await provider.removeKey?.(access, key)).toBeUndefined();
    bitbucket.usedKeys.add(PUBLIC_KEY.split(' ').slice(0, 2).join(' '));
    await expect(provider.ensureKey?.(access, key)).rejects.toMatchObject({
      ...{ code: 'TURNPIKE_HOST_REFUSED', message: /does not take the key: .*(SSH key|person)/ },
    });
  });

  it('says that a limit is reached, and for how long', async () => {
    bitbucket.fault = () => ({ status: 429, raw: 'slow down', headers: { 'retry-after': '7' } });
    await expect(provider.file(access, 'a', 'main')).rejects.toMatchObject({
      ...{ code: 'TURNPIKE_HOST_UNAVAILABLE', message: /rate limit/ },
      details: { retryAfterSeconds: 7 },
    });
  });

  it('follows no next page to another place, and asks nobody there with its token', async () => {
    const next = 'http://127.0.0.1:9/2.0/elsewhere';
    bitbucket.fault = ({ path }) =>
      /branches$/.test(path) ? { status: 200, body: { values: [], next } } : undefined;
    if (isCloud)
      await expect(provider.missed(access, null)).rejects.toMatchObject({
        ...{ code: 'TURNPIKE_HOST_REFUSED', message: /next page/ },
      });
    bitbucket.fault = undefined;
    expect((await provider.missed(access, null)).events).toHaveLength(1);
  });

  it.each([
    ['its page', isCloud ? '/acme/engine' : '/projects/ACME/repos/engine/browse', 'http'],
    ['what git clones', isCloud ? '/acme/engine.git' : '/scm/acme/engine.git', 'http'],
    ['what git clones by SSH', '/acme/engine.git', 'ssh'],
  ])('takes a repository by %s', async (_what, path, kind) => {
    const url = kind === 'ssh' ? `ssh://git@127.0.0.1:7999${path}` : `${bitbucket.url}${path}`;
    const found = await provider.inspect?.(url, access.credential);
    expect(found).toMatchObject({
      ...{ vcsId: idOf(row), slug: `${owner}/engine`, private: true, defaultBranch: 'main' },
      cloneUrl: access.repository.cloneUrl,
    });
    await expect(provider.inspect?.(url)).rejects.toMatchObject({ code: 'TURNPIKE_INPUT_INVALID' });
  });
});
