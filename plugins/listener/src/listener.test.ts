import { createHmac, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import examples from '@octokit/webhooks-examples';
import { tokens, type Commands, type EventName, type Repository } from '@turnpike/sdk';
import { writeWebhookSecrets, type Store } from '@turnpike/sdk/store';
import { fake, testPlugin, type TestHost } from '@turnpike/sdk/testing';
import { plugin as vcsGit } from '@turnpike/plugin-vcs-git';
import { plugin as vcsGithub } from '@turnpike/plugin-vcs-github';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { seedBuild } from '../../../test/support/seed.js';
import { plugin } from './plugin.js';

type Json = Record<string, unknown>;
/** As a Gitea sent them, with of their bodies what names the repository. */
const gitea = JSON.parse(
  readFileSync(new URL('testing/gitea-deliveries.json', import.meta.url), 'utf8'),
) as readonly {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: { readonly repository?: { readonly full_name: string } };
}[];
const SECRET = 'a secret';
const SHA = 'c'.repeat(40);
let host: TestHost | undefined;
let restarted: number[] = [];
afterEach(async () => {
  await host?.stop();
  host = undefined;
});

const commands = {
  restartBuild: async ({ buildId }: { buildId: number }) => {
    restarted.push(buildId);
    return { accepted: true };
  },
} as Partial<Commands> as Commands;

async function start(config: Json = {}, core: Json = {}) {
  restarted = [];
  host = await testPlugin(plugin, {
    config,
    core,
    plugins: [vcsGit, vcsGithub],
    deps: [fake(tokens.commands, commands)],
  });
  const store = host.resolve(tokens.store);
  const seal = (text: string) => host!.resolve(tokens.secrets).seal(text);
  const owner = await store.owners.ensure({ host: 'git', login: 'Codertocat', type: 'user' });
  const add = (patch: Partial<Repository>, secrets: readonly string[] = [SECRET]) =>
    store.repositories.insert({
      ownerId: owner.id,
      name: 'Hello-World',
      vcsProvider: 'github',
      vcsId: '186853002',
      cloneUrl: 'https://github.com/Codertocat/Hello-World.git',
      htmlUrl: null,
      private: false,
      fork: false,
      defaultBranch: 'master',
      description: null,
      active: true,
      ...patch,
      settings: {},
      publicKey: 'x',
      sealedWebhookSecret: seal(writeWebhookSecrets(secrets)),
    });
  return { host, store, add, repository: await add({}) };
}

/** `hostUserId`: of the identity at GitHub that they have linked. */
async function person(store: Store, login: string, hostUserId?: string) {
  const user = await store.users.insert({ login, name: null, email: null, admin: false });
  const at = { host: 'github', login: 'octocat', name: null, avatarUrl: null };
  const identity =
    hostUserId === undefined
      ? undefined
      : await store.identities.link({ ...at, hostUserId, userId: user.id });
  if (identity) await store.syncs.ask(identity.id);
  return { user, identity };
}

const example = (name: string, action?: string): Json => {
  const all = examples as unknown as readonly { name: string; examples: readonly Json[] }[];
  const payloads = all.find((one) => one.name === name)?.examples ?? [];
  const found = payloads.find((one) => action === undefined || one['action'] === action);
  if (!found) throw new Error(`no example of ${name}`);
  return found;
};
const push = (patch: Json = {}): Json => ({
  ...example('push'),
  ref: 'refs/heads/main',
  before: 'b'.repeat(40),
  after: SHA,
  ...patch,
});

interface Send {
  readonly event?: string;
  readonly path?: string;
  readonly guid?: string;
  readonly secret?: string;
  readonly headers?: Record<string, string>;
}

async function send(payload: unknown, options: Send = {}) {
  const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const secret = options.secret ?? SECRET;
  const answer = await host!.request(options.path ?? '/hooks/github', {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': options.event ?? 'push',
      'x-github-delivery': options.guid ?? randomUUID(),
      'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
      ...options.headers,
    },
  });
  return { status: answer.status, body: (await answer.json()) as Json };
}
const codeOf = ({ body }: { body: Json }) => {
  const error = body['error'];
  return typeof error === 'object'
    ? (error as Json)['code']
    : (body['code'] ?? JSON.stringify(body));
};
const log = (store: Store) => store.deliveries.list({}, { limit: 100 });

describe('a delivery', () => {
  it('is stored with its request, and announced, with nothing else running', async () => {
    const { store, repository } = await start();
    const heard: EventName[] = [];
    for (const name of ['delivery:received', 'request:received'] as const)
      host!.resolve(tokens.events).on(name, () => void heard.push(name));
    const guid = randomUUID();
    const answer = await send(push(), { guid });
    expect(answer).toMatchObject({ status: 202, body: { outcome: 'accepted' } });
    const request = await store.requests.get(Number(answer.body['request_id']));
    expect(request).toMatchObject({
      repositoryId: repository.id,
      state: 'created',
      eventType: 'push',
      branch: 'main',
      sha: SHA,
      sender: 'Codertocat',
      deliveryId: answer.body['delivery_id'],
    });
    expect(await store.deliveries.byGuid('github', guid)).toMatchObject({
      event: 'push',
      outcome: 'accepted',
      repositoryId: repository.id,
      requestId: request?.id,
      headers: { 'x-github-event': 'push' },
    });
    await expect.poll(() => heard.sort()).toEqual(['delivery:received', 'request:received']);
  });

  it('is taken once, however often it comes, also at once', async () => {
    const { store, repository } = await start();
    const guid = randomUUID();
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(push(), { guid })));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(7).fill(200), 202]);
    expect(answers.filter(({ body }) => body['outcome'] === 'duplicate')).toHaveLength(7);
    expect((await store.requests.list(repository.id, { limit: 50 })).total).toBe(1);
  });

  it('of a push that is a request already, under another guid, makes no second one', async () => {
    const { store, repository } = await start();
    await send(push());
    const again = await send(push());
    expect(again).toMatchObject({ status: 202, body: { outcome: 'ignored', request_id: null } });
    // Pushed back and forth: each time is a push of its own.
    await send(push({ before: SHA, after: 'd'.repeat(40) }));
    await send(push({ before: 'd'.repeat(40), after: SHA }));
    expect((await store.requests.list(repository.id, { limit: 50 })).total).toBe(3);
  });

  it('is one of a thousand at once, and none is lost', { timeout: 300_000 }, async () => {
    const { store, repository } = await start();
    const count = 1000;
    const shas = Array.from({ length: count }, (_, n) => n.toString(16).padStart(40, 'f'));
    const answers = await Promise.all(
      shas.map((after, n) => send(push({ ref: `refs/heads/b${n}`, after }))),
    );
    expect(answers.filter(({ status }) => status !== 202)).toEqual([]);
    const { rows, total } = await store.requests.list(repository.id, { limit: count });
    expect(total).toBe(count);
    expect(new Set(rows.map(({ sha }) => sha))).toEqual(new Set(shas));
  });

  it('may come to the root, as hooks of Travis do, and as a form', async () => {
    await start();
    expect(await send(push(), { path: '/' })).toMatchObject({ status: 202 });
    const form = new URLSearchParams({ payload: JSON.stringify(push({ after: 'e'.repeat(40) })) });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(await send(form.toString(), { headers })).toMatchObject({
      body: { outcome: 'accepted' },
    });
  });

  it('is verified with each secret while one is replaced', async () => {
    const { add } = await start();
    await add({ name: 'rotating', vcsId: '7' }, ['old', 'new']);
    const payload = push();
    const of = { ...payload, repository: { ...(payload['repository'] as Json), id: 7 } };
    expect((await send(of, { secret: 'old' })).status).toBe(202);
    expect((await send(of, { secret: 'new' })).status).toBe(202);
    expect((await send(of, { secret: SECRET })).status).toBe(403);
  });

  it('of plain git names its repository in the URL', async () => {
    const { add, store } = await start();
    const git = await add({ name: 'plain', vcsProvider: 'git', vcsId: null, cloneUrl: '/srv/x' });
    const body = JSON.stringify({ ref: 'refs/heads/main', before: '0'.repeat(40), after: SHA });
    const deliver = (path: string) =>
      send(body, {
        path,
        headers: {
          'x-turnpike-git-event': 'push',
          'x-turnpike-delivery': randomUUID(),
          'x-turnpike-signature-256': `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`,
        },
      });
    expect(await deliver(`/hooks/git/${git.id}`)).toMatchObject({ status: 202 });
    expect((await store.requests.list(git.id, { limit: 5 })).rows).toMatchObject([{ sha: SHA }]);
    // One answer for both: strangers do not learn what is known here.
    expect((await deliver('/hooks/git/999')).status).toBe(403);
    // A repository of another host is not found under this one.
    expect((await deliver('/hooks/git/1')).status).toBe(403);
  });
});

describe('what changes a repository', () => {
  it('renames, hides and switches off', async () => {
    const { store, repository, add } = await start();
    const now = () => store.repositories.get(repository.id);
    const about = (action: string, patch: Json) => {
      const payload = example('repository', action);
      const { full_name: slug } = patch;
      const lies = slug ? { clone_url: `https://github.com/${String(slug)}.git` } : {};
      const own = { ...(example('push')['repository'] as Json), ...lies, ...patch };
      return send({ ...payload, repository: own }, { event: 'repository' });
    };
    await about('renamed', { full_name: 'Codertocat/Renamed' });
    expect(await now()).toMatchObject({ slug: 'Codertocat/Renamed', ownerLogin: 'Codertocat' });
    await about('transferred', {
      full_name: 'octo-org/Renamed',
      owner: { login: 'octo-org', type: 'Organization' },
    });
    expect(await now()).toMatchObject({ slug: 'octo-org/Renamed' });
    expect(await store.owners.byLogin('octo-org')).toMatchObject({ type: 'organization' });
    await about('edited', { full_name: 'octo-org/Renamed', default_branch: 'trunk' });
    expect(await now()).toMatchObject({ slug: 'octo-org/Renamed', defaultBranch: 'trunk' });
    // Its host gives a name to one repository at a time: what had this one is called otherwise by now.
    const other = await add({ name: 'taken', vcsId: '77' });
    await about('renamed', { full_name: 'Codertocat/taken' });
    expect(await now()).toMatchObject({ slug: 'Codertocat/taken' });
    expect(await store.repositories.get(other.id)).toMatchObject({
      slug: `Codertocat/taken-moved-${other.id}`,
      moved: { from: 'Codertocat/taken' },
    });
    // Another host's repository keeps its name.
    await add({ name: 'local', vcsProvider: 'git', vcsId: null });
    await about('renamed', { full_name: 'Codertocat/local' });
    expect(await now()).toMatchObject({
      slug: 'Codertocat/taken',
      cloneUrl: 'https://github.com/Codertocat/local.git',
    });
    await about('privatized', {});
    expect(await now()).toMatchObject({ private: true });
    await send(
      { ...example('repository'), action: 'deleted', repository: example('push')['repository'] },
      { event: 'repository' },
    );
    expect(await now()).toMatchObject({ active: false });
  });

  it('follows branches', async () => {
    const { store, repository } = await start();
    const of = { repository: example('push')['repository'] };
    await store.branches.ensure(repository.id, 'gone');
    await send(
      { ...example('delete'), ...of, ref: 'gone', ref_type: 'branch' },
      { event: 'delete' },
    );
    expect(await store.branches.get(repository.id, 'gone')).toMatchObject({ exists: false });
  });

  it('14. has members asked for who are known by their id at the host, and touches nobody of their login', async () => {
    const { store, repository } = await start();
    const stranger = await person(store, 'octocat');
    const octocat = await person(store, 'cat', '583231');
    const member = {
      ...example('member'),
      repository: example('push')['repository'],
      member: { id: 583_231, login: 'octocat' },
    };
    await send({ ...member, action: 'added' }, { event: 'member' });
    for (const { user } of [stranger, octocat])
      expect(await store.users.permission(user.id, repository.id)).toBeUndefined();
    expect(await store.syncs.claimChecks(60, 9)).toEqual([
      { identityId: octocat.identity?.id, repositoryId: repository.id, inUse: false },
    ]);
    await send(
      { ...member, member: { id: 1, login: 'cat' }, action: 'added' },
      { event: 'member' },
    );
    expect(await store.syncs.claimChecks(60, 9)).toEqual([]);
  });

  it('has people synced whom an organization or installation concerns, and ends a grant that was taken back', async () => {
    const github = { id: 'github', kind: 'github', url: 'https://github.com' };
    const { store, repository } = await start(
      {},
      { hosts: [{ ...github, webhookSecrets: ['organization'] }] },
    );
    const sign = { secret: 'organization' };
    const { identity } = await person(store, 'cat', '583231');
    const id = identity!.id;
    const rest = async () => {
      const sync = (await store.syncs.claim('test', 60))!;
      const seen = { repositories: 0, owners: 0, withheld: [], message: null, wayOut: null };
      await store.syncs.finish(sync, { ...seen, state: 'done', nextInSeconds: 3600 });
    };
    const state = async () => (await store.syncs.get(id))?.state;
    await rest();
    const removed = { ...example('organization'), action: 'member_removed' };
    const membership = { user: { id: 583_231, login: 'octocat' } };
    const event = { event: 'organization', ...sign };
    const other = await send({ ...removed, membership: { user: { id: 1 } } }, event);
    expect(other).toMatchObject({ status: 202, body: { outcome: 'ignored' } });
    expect(await state()).toBe('done');
    const forged = await send({ ...removed, membership }, { ...event, secret: 'wrong' });
    expect([forged.status, await state()]).toEqual([403, 'done']);
    const told = await send({ ...removed, membership }, event);
    expect(told).toMatchObject({ status: 202, body: { outcome: 'accepted' } });
    expect(await state()).toBe('waiting');
    await store.syncs.ask(id);
    await rest();
    await store.syncs.grant(id, [{ repositoryId: repository.id, level: 'read' }]);
    await store.owners.ensure({ host: 'github', login: 'Codertocat', type: 'user' });
    const owned = await store.owners.byLogin('Codertocat', 'github');
    await store.repositories.update(repository.id, { ownerId: owned!.id });
    const installation = { id: 1, account: { login: 'codertocat' } };
    await send({ action: 'suspend', installation }, { event: 'installation', ...sign });
    expect(await state()).toBe('waiting');
    const revoked = { action: 'revoked', sender: { id: 583_231, login: 'octocat' } };
    await send(revoked, { event: 'github_app_authorization', ...sign });
    expect((await store.identities.get(id))?.revokedAt).toBeGreaterThan(0);
  });

  it('hands a re-run asked for at the host on to hub', async () => {
    const { store, repository } = await start();
    const { body } = await send(push());
    const claimed = await store.requests.claim('test', 60);
    expect(claimed?.id).toBe(body['request_id']);
    const { build } = await seedBuild(store, repository, {
      requestId: claimed!.id,
      commit: { sha: SHA },
    });
    await store.requests.finish(claimed?.id ?? 0, 'test', {
      result: 'approved',
      buildId: build.id,
    });
    const check = example('check_run', 'rerequested');
    const run = { ...(check['check_run'] as Json), head_sha: SHA };
    const of = { ...check, repository: example('push')['repository'], check_run: run };
    expect(await send(of, { event: 'check_run' })).toMatchObject({ body: { outcome: 'accepted' } });
    expect(restarted).toEqual([build.id]);
  });

  it('ignores pings and others, with a reason', async () => {
    const { store } = await start();
    const of = { repository: example('push')['repository'] };
    const answer = await send({ ...example('star'), ...of }, { event: 'star' });
    expect(answer).toMatchObject({ status: 202, body: { outcome: 'ignored' } });
    expect(await log(store)).toMatchObject([
      { outcome: 'ignored', reason: expect.stringContaining('star') as string },
    ]);
  });
});

describe('a refused delivery', () => {
  it.each<[string, number, string, unknown, Send]>([
    ['with a bad signature', 403, 'TURNPIKE_DELIVERY_SIGNATURE', push(), { secret: 'wrong' }],
    ['of an unknown event', 422, 'TURNPIKE_DELIVERY_EVENT', push(), { event: 'dance' }],
    ['that is no JSON', 400, 'TURNPIKE_DELIVERY_MALFORMED', '{', {}],
    ['without a ref', 400, 'TURNPIKE_DELIVERY_MALFORMED', { repository: push()['repository'] }, {}],
  ])('%s gets %i %s and stands in the log', async (_what, status, code, payload, options) => {
    const { store, repository } = await start();
    const answer = await send(payload, options);
    expect(answer.status).toBe(status);
    expect(codeOf(answer)).toBe(code);
    expect(await log(store)).toMatchObject([
      { outcome: 'rejected', reason: expect.stringContaining(code) as string, requestId: null },
    ]);
    expect((await store.requests.list(repository.id, { limit: 5 })).total).toBe(0);
  });

  it('tells nobody whether its repository is known here who cannot sign for it', async () => {
    const { store, repository, add } = await start();
    const other = await add({ name: 'other', vcsId: '2', vcsProvider: 'git' });
    const nobody = { ...(push()['repository'] as Json), id: 1, full_name: 'no/body' };
    const asked: [unknown, Send][] = [
      [push(), { secret: 'wrong' }],
      [push({ repository: nobody }), { secret: 'wrong' }],
      [push({ repository: nobody }), {}],
      ...[repository.id, other.id, 4711, 999_999_999_999_999].flatMap((id): [unknown, Send][] => [
        [push(), { secret: 'wrong', path: `/hooks/github/${id}` }],
        ['{', { secret: 'wrong', path: `/hooks/github/${id}` }],
        [push(), { secret: 'wrong', path: `/hooks/github/${id}`, event: 'dance' }],
      ]),
    ];
    const answers = [];
    for (const [payload, options] of asked) {
      const { status, body } = await send(payload, options);
      answers.push(JSON.stringify({ status, ...body, request_id: '' }));
    }
    expect([...new Set(answers)]).toHaveLength(1);
    expect(answers[0]).toContain('"status":403');
    const reasons = (await log(store)).map(({ reason }) => reason);
    expect(reasons).toContainEqual(expect.stringContaining('no/body is not known here'));
  });

  it('does not take the place of the true one', async () => {
    await start();
    const guid = randomUUID();
    expect((await send(push(), { guid, secret: 'wrong' })).status).toBe(403);
    expect(await send(push(), { guid })).toMatchObject({
      status: 202,
      body: { outcome: 'accepted' },
    });
  });

  it('cannot fill the disk', async () => {
    const { store } = await start({ rejectionsPerHour: 5 });
    const big = { ...push(), filler: 'x'.repeat(100_000) };
    for (let i = 0; i < 12; i++) expect((await send(big, { secret: 'wrong' })).status).toBe(403);
    const kept = await log(store);
    expect(kept).toHaveLength(5);
    for (const { body } of kept) expect(body.length).toBeLessThan(5000);
  });

  it('is too large, or for no known host', async () => {
    await start({ bodyLimitBytes: 1000 });
    const large = await send({ ...push(), filler: 'x'.repeat(2000) });
    expect([large.status, codeOf(large)]).toEqual([413, 'TURNPIKE_INPUT_TOO_LARGE']);
    expect((await send({}, { path: '/hooks/nowhere' })).status).toBe(404);
    const plain = await host!.request('/hooks/github', { method: 'POST', body: '{}' });
    expect(plain.status).toBe(400);
  });

  it('is named as that of its host, at every address, and shown to administrators', async () => {
    const { store, add } = await start({ rejectionsPerHour: 1000 });
    const owner = await store.owners.ensure({ host: 'git', login: 'alice', type: 'user' });
    const plain = { ownerId: owner.id, name: 'widgets', vcsProvider: 'git', vcsId: null };
    const widgets = await add({ ...plain, cloneUrl: '/srv/widgets' });
    for (const { name, headers, body } of gitea)
      for (const path of ['/', '/hooks/github', `/hooks/git/${widgets.id}`, '/hooks/git']) {
        const response = await host!.request(path, {
          method: 'POST',
          body: JSON.stringify(body),
          headers,
        });
        const answer = { status: response.status, body: (await response.json()) as Json };
        const expected = [name, path, 400, 'TURNPIKE_DELIVERY_MALFORMED'];
        expect([name, path, answer.status, codeOf(answer)]).toEqual(expected);
        expect(JSON.stringify(answer.body)).toContain(
          body.repository?.full_name === 'alice/widgets'
            ? 'alice/widgets is of provider git here; this delivery is of gitea.'
            : 'This delivery is of gitea',
        );
      }
    const kept = await store.deliveries.list({ repositoryId: widgets.id }, { limit: 200 });
    expect(kept.length).toBeGreaterThan(gitea.length);
    for (const one of kept)
      expect(one).toMatchObject({ provider: 'gitea', outcome: 'rejected', requestId: null });
    expect((await store.requests.list(widgets.id, { limit: 9 })).rows).toEqual([]);
  });

  it('of one host is not taken for a repository of another, which is told by its name only', async () => {
    const { store, add } = await start();
    const git = await add({ name: 'plain', vcsProvider: 'git', vcsId: null, cloneUrl: '/srv/x' });
    const repository = { ...(example('push')['repository'] as Json), id: 99 };
    const named = push({ repository: { ...repository, full_name: 'codertocat/PLAIN' } });
    const answer = await send(named);
    expect(answer.status).toBe(404);
    expect(JSON.stringify(answer.body)).toContain(
      'Codertocat/plain is of provider git here; this delivery is of github.',
    );
    expect(await store.deliveries.list({ repositoryId: git.id }, { limit: 9 })).toMatchObject([
      { outcome: 'rejected', provider: 'github' },
    ]);
    const blind = await send(push({ repository }), { path: `/hooks/github/${git.id}` });
    expect([blind.status, JSON.stringify(blind.body).includes('plain')]).toEqual([403, false]);
    const shown = await store.deliveries.list({ repositoryId: git.id }, { limit: 9 });
    const reason = expect.stringContaining('is of provider git here; this delivery is of github.');
    expect(shown).toMatchObject([{ reason }, { reason }]);
  });

  it('stays refused where the hook of one repository speaks of another', async () => {
    const { add } = await start();
    const other = await add({ name: 'other', vcsId: '2' }, ['other secret']);
    const answer = await send(push(), {
      path: `/hooks/github/${other.id}`,
      secret: 'other secret',
    });
    expect(codeOf(answer)).toBe('TURNPIKE_DELIVERY_MALFORMED');
  });

  it('keeps no credentials of its headers', async () => {
    const { store } = await start();
    await send(push(), {
      headers: { authorization: 'Basic eDp5', cookie: 'a=b' },
      secret: 'wrong',
    });
    expect(JSON.stringify(await log(store))).not.toMatch(/eDp5|a=b/);
  });

  it('may be refused by a plugin: stored, answered, without a request', async () => {
    const { store } = await start();
    host!.hooks.delivery.accept.tapPromise('test', async (_delivery, event) =>
      event?.kind === 'push' ? { rule: 'mine', message: 'closed on Sundays' } : undefined,
    );
    expect(await send(push())).toMatchObject({
      status: 202,
      body: {
        outcome: 'rejected',
        request_id: null,
        reason: expect.stringContaining('Sundays') as string,
      },
    });
    expect(await log(store)).toMatchObject([{ outcome: 'rejected' }]);
  });
});

describe('redeliver', () => {
  it('makes a request once more of a stored delivery, not of a refused one', async () => {
    const { store, repository } = await start();
    const { body } = await send(push());
    const deliveries = host!.resolve(tokens.deliveries);
    const answer = await deliveries.redeliver({
      deliveryId: Number(body['delivery_id']),
      userId: 1,
    });
    expect(answer.accepted).toBe(true);
    expect(answer.requestId).not.toBe(body['request_id']);
    expect((await store.requests.list(repository.id, { limit: 5 })).total).toBe(2);
    await send(push(), { secret: 'wrong' });
    const [refused] = await store.deliveries.list({}, { limit: 1 });
    expect(await deliveries.redeliver({ deliveryId: refused?.id ?? 0, userId: 1 })).toMatchObject({
      accepted: false,
      rule: 'rejected-delivery',
    });
    await expect(deliveries.redeliver({ deliveryId: 999, userId: null })).rejects.toMatchObject({
      code: 'TURNPIKE_NOT_FOUND',
    });
  });
});

describe('a large delivery', () => {
  const commit = { id: SHA, message: 'm', added: ['a/b'], removed: [], modified: ['c'] };
  const large = (patch: Json = {}): Json =>
    push({ commits: Array.from({ length: 230_000 }, () => commit), ...patch });

  it(
    'of 24 MiB is stored and asks for its build, with a hint and without, also as a form',
    { timeout: 120_000 },
    async () => {
      const { store, repository } = await start();
      for (const [at, path] of [`/hooks/github/${repository.id}`, '/hooks/github'].entries()) {
        const body = JSON.stringify(large({ after: String(at + 1).repeat(40) }));
        expect(body.length).toBeGreaterThan(23e6);
        const answer = await send(body, { path });
        expect(answer).toMatchObject({ status: 202, body: { outcome: 'accepted' } });
        const request = await store.requests.get(Number(answer.body['request_id']));
        expect(request).toMatchObject({ branch: 'main', sha: String(at + 1).repeat(40) });
        const again = await host!
          .resolve(tokens.deliveries)
          .redeliver({ deliveryId: Number(answer.body['delivery_id']), userId: null });
        expect(again.accepted).toBe(true);
      }
      const text = JSON.stringify(push({ after: 'd'.repeat(40), filler: 'ü'.repeat(200_000) }));
      const form = await send(`payload=${encodeURIComponent(text)}`, {
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
      expect(form).toMatchObject({ status: 202, body: { outcome: 'accepted' } });
    },
  );

  it.each([
    ['lists in lists', '['.repeat(26e6)],
    ['objects in objects', '{"a":'.repeat(5e6)],
    ['small objects', `{"repository":{"id":1},"a":[${'{},'.repeat(8e6)}{}]}`],
    ['numbers', `[${'0,'.repeat(12e6)}0]`],
    ['quotes', '"'.repeat(26e6)],
    ['backslashes', `"${'\\'.repeat(12e6)}`],
    ['blanks', ' '.repeat(26e6)],
    ['one text', `{"a":"${'x'.repeat(26e6)}"}`],
  ])(
    'of %s is refused without reading it in the main thread',
    { timeout: 120_000 },
    async (_name, body) => {
      const { repository } = await start();
      const parse = vi.spyOn(JSON, 'parse');
      try {
        const paths = [`/hooks/github/${repository.id}`, '/'];
        for (const path of paths) {
          const { status } = await send(body, { path, secret: 'wrong' });
          expect([400, 403]).toContain(status);
        }
        const longest = Math.max(...parse.mock.calls.map(([text]) => String(text).length));
        expect(longest).toBeLessThan(2_000_000);
      } finally {
        parse.mockRestore();
      }
    },
  );

  it(
    'is read before its signature is known by few of one address; who sends only such waits',
    { timeout: 120_000 },
    async () => {
      await start();
      const body = JSON.stringify(push({ commits: Array.from({ length: 10_000 }, () => commit) }));
      const answers = await Promise.all(
        Array.from({ length: 12 }, () => send(body, { secret: 'wrong' })),
      );
      const statuses = answers.map(({ status }) => status);
      expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0);
      expect(statuses.every((status) => [403, 429].includes(status))).toBe(true);
      const more = Array.from({ length: 12 }, async () => {
        let { status } = await send(body, { secret: 'wrong' });
        for (let tries = 0; tries < 60; tries += 1)
          ({ status } = await send(body, { secret: 'wrong' }));
        return status;
      });
      await Promise.all(more);
      expect((await send('{', { secret: 'wrong' })).status).toBe(429);
    },
  );

  it('names a member as no object’s inside', async () => {
    await start();
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      const { status } = await send(push(), { event: name });
      expect([name, status]).toEqual([name, 422]);
      const body = JSON.stringify(push()).replace('{', `{${JSON.stringify(name)}:{"ref":1},`);
      expect([400, 202]).toContain((await send(body)).status);
    }
  });
});
