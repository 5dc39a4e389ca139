/** What vcs-gitlab says of people, webhooks, keys, statuses and deliveries, beside a stand-in that refuses what GitLab refuses. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { plugin } from '@turnpike/plugin-vcs-gitlab';
import {
  isTurnpikeError,
  tokens,
  type CommitStatus,
  type ListedRepository,
  type RawDelivery,
  type RepoAccess,
  type VcsProvider,
} from '@turnpike/sdk';
import { repositoryRecord, testPlugin, type TestHost } from '@turnpike/sdk/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { pushBody, requestDelivery, signed } from '../support/gitlab-host/deliveries.js';
import { GitlabHost } from '../support/gitlab-host/gitlab-host.js';
import { commit, git } from '../support/gitlab-host/repository.js';
import { refused, type LabPerson, type LabProject } from '../support/gitlab-host/world.js';

const run = promisify(execFile);
const FILES = { '.travis.yml': 'script: true\n' };
const SECRET = 'the secret of the webhook';

describe('vcs-gitlab', () => {
  let gitlab: GitlabHost;
  let host: TestHost;
  let provider: VcsProvider;
  let [ada, bob, eve]: LabPerson[] = [];

  beforeAll(async () => {
    gitlab = await GitlabHost.start('/gitlab');
    [ada, bob, eve] = [gitlab.person('ada'), gitlab.person('bob'), gitlab.person('eve')];
    const hosts = [{ id: 'lab', kind: 'gitlab', url: gitlab.url }];
    host = await testPlugin(plugin, { core: { hosts } });
    [provider] = host.resolve(tokens.vcsProviders) as [VcsProvider];
  }, 60_000);
  afterAll(async () => {
    await host.stop({ force: true });
    await gitlab.close();
  }, 60_000);
  afterEach(() => {
    gitlab.fault = undefined;
    expect(gitlab.oddities.splice(0)).toEqual([]);
  });

  const access = (project: LabProject, who = ada!): RepoAccess => ({
    repository: repositoryRecord({
      ...{ vcsProvider: 'lab', vcsId: String(project.id), slug: project.path },
      ...{
        cloneUrl: `${gitlab.url}/${project.path}.git`,
        private: project.visibility !== 'public',
      },
    }),
    credential: { kind: 'token', token: who.token },
  });
  const accountOf = ({ id, login }: LabPerson) => ({ hostUserId: String(id), login });
  let count = 0;
  const made = (more: Parameters<GitlabHost['project']>[1] = {}): LabProject => {
    count += 1;
    return gitlab.project(`acme/tests/p${count}`, { owner: ada!, files: FILES, ...more });
  };

  it('is one provider a host', () => {
    expect([provider.id, provider.kind, provider.describe]).toEqual(['lab', 'gitlab', 'GitLab']);
  });

  it('knows whose a token is, and which is nobody’s', async () => {
    expect(await provider.whoAmI!(bob!.token)).toMatchObject({
      ...{ login: 'bob', hostUserId: String(bob!.id), email: 'bob@example.com' },
    });
    const dead = { code: 'TURNPIKE_AUTH_INVALID' };
    await expect(provider.whoAmI!('glpat-dead')).rejects.toMatchObject(dead);
    const credential = { kind: 'token', token: 'glpat-dead' } as const;
    const list = provider.repositories!({ account: accountOf(bob!), credential }, null);
    await expect(list).rejects.toMatchObject(dead);
  });

  it.each<[string, number, string | null]>([
    ['minimal access', 5, null],
    ['guest', 10, null],
    ['planner', 15, null],
    ['reporter', 20, 'read'],
    ['security manager', 25, 'read'],
    ['developer', 30, 'write'],
    ['a role of one’s own, made of developer', 30, 'write'],
    ['maintainer', 40, 'admin'],
    ['owner', 50, 'admin'],
  ])('13. of GitLab: %s (%i) is %s', async (_role, level, expected) => {
    const project = made();
    project.members.set(bob!.id, level);
    expect(await provider.permission!(access(project), accountOf(bob!))).toBe(expected);
  });

  it('13. of GitLab: what groups, their parents and shares give counts, the highest of all', async () => {
    const person = gitlab.person('inherits');
    const [outer, guests] = [gitlab.group('outer'), gitlab.group('guests')];
    const project = gitlab.project('outer/inner/deep', { owner: ada! });
    const level = () => provider.permission!(access(project), accountOf(person));
    expect(await level()).toBeNull();
    guests.members.set(person.id, 50);
    project.shares.push({ group: guests, most: 20 });
    expect(await level()).toBe('read');
    project.members.set(person.id, 30);
    expect(await level()).toBe('write');
    outer.members.set(person.id, 40);
    expect(await level()).toBe('admin');
    gitlab.blocked.add(person.id);
    expect(await level()).toBeNull();
  });

  it('13. of GitLab: internal is not public, and everybody may read what is', async () => {
    const [internal, open] = [made({ visibility: 'internal' }), made({ visibility: 'public' })];
    for (const project of [internal, open]) project.members.set(bob!.id, 20);
    const look = (one: LabProject) =>
      provider.inspect!(`${gitlab.url}/${one.path}`, access(one).credential);
    expect(await look(internal)).toMatchObject({ private: true });
    expect(await look(open)).toMatchObject({ private: false });
    expect(await provider.permission!(access(internal), accountOf(bob!))).toBe('read');
    expect(await provider.permission!(access(open), accountOf(bob!))).toBeNull();
    // Who has the login by now is somebody else.
    expect(
      await provider.permission!(access(open), { hostUserId: '999999', login: 'ada' }),
    ).toBeNull();
  });

  it('lists all that somebody may see, page by page, with what they may do by whatever way', async () => {
    const person = gitlab.person('many');
    const group = gitlab.group('wide');
    group.members.set(person.id, 30);
    const all = Array.from({ length: 230 }, (_, n) => gitlab.project(`wide/sub/p${n}`));
    all[7]!.members.set(person.id, 40);
    gitlab.project('other/guest', { owner: ada! }).members.set(person.id, 15);
    gitlab.project('other/shared', { owner: ada! }).members.set(person.id, 20);
    const credential = { kind: 'token', token: person.token } as const;
    const rows: ListedRepository[] = [];
    let next: string | null = null;
    do {
      const page = await provider.repositories!({ account: accountOf(person), credential }, next);
      rows.push(...page.rows);
      next = page.next;
    } while (next !== null);
    const levels = Object.fromEntries(rows.map((row) => [row.identity.slug, row.level]));
    expect(rows).toHaveLength(231);
    expect(levels).toMatchObject({
      'wide/sub/p7': 'admin',
      'wide/sub/p8': 'write',
      'other/shared': 'read',
    });
    expect(levels['other/guest']).toBeUndefined();
    gitlab.fault = ({ query }) =>
      query.get('min_access_level') === '40' ? refused(502, 'Bad Gateway') : undefined;
    await expect(
      provider.repositories!({ account: accountOf(person), credential }, null),
    ).rejects.toMatchObject({ code: 'TURNPIKE_HOST_UNAVAILABLE' });
  }, 60_000);

  it('makes a webhook, adopts it behind many others with a new secret, and sees how it does', async () => {
    const project = made();
    const r = access(project);
    const url = 'https://ci.example/hooks/lab/1';
    expect(await provider.hookHealth!(r, { url })).toBeUndefined();
    await expect(provider.testHook!(r, { url })).rejects.toMatchObject({
      code: 'TURNPIKE_INPUT_INVALID',
    });
    for (let n = 2; n < 70; n += 1)
      await provider.installHook!(r, { url: `https://ci.example/hooks/lab/${n}`, secret: 's' });
    for (const secret of ['one', 'two']) await provider.installHook!(r, { url, secret });
    const ours = project.hooks.filter((one) => one.url === url);
    expect(ours).toMatchObject([{ token: 'two', merge_requests_events: true }]);
    expect(await provider.hookHealth!(r, { url })).toMatchObject({ active: true, problem: null });
    ours[0]!.tag_push_events = false;
    expect((await provider.hookHealth!(r, { url }))!.problem).toContain('tag_push_events');
    ours[0]!.events.push({ response_status: '502', created_at: '2026-01-02T03:04:05Z' });
    ours[0]!.tag_push_events = true;
    expect(await provider.hookHealth!(r, { url })).toMatchObject({
      ...{ lastStatus: 502, problem: 'The last delivery was answered with: 502.' },
    });
    project.members.set(eve!.id, 30);
    const unseen = provider.hookHealth!(access(project, eve), { url });
    await expect(unseen).rejects.toMatchObject({ code: 'TURNPIKE_HOST_REFUSED' });
  }, 60_000);

  it('says what a token lacks that may only read', async () => {
    const reader = gitlab.person('reader', 'read_api');
    const project = made();
    project.members.set(reader.id, 40);
    const hook = { url: 'https://ci.example/hooks/lab/1', secret: 's' };
    await expect(provider.installHook!(access(project, reader), hook)).rejects.toMatchObject({
      details: { wayOut: expect.stringContaining('scope `api`') as string },
    });
  });

  it('lets a key read and no more, and says why GitLab does not take one', async () => {
    const r = access(made());
    const key = { title: 'Turnpike', publicKey: 'ssh-ed25519 AAAAC3Nza1 ada@laptop' };
    for (let twice = 0; twice < 2; twice += 1) await provider.ensureKey!(r, key);
    const { keys } = gitlab.projects.find(({ id }) => String(id) === r.repository.vcsId)!;
    expect(keys).toMatchObject([{ can_push: false }]);
    keys[0]!.can_push = true;
    await provider.ensureKey!(r, key);
    expect(keys).toMatchObject([{ can_push: false }]);
    const elsewhere = provider.ensureKey!(access(made()), key);
    await expect(elsewhere).rejects.toThrow(/already been taken/);
    expect(await provider.removeKey!(r, key)).toContain(r.repository.slug);
    expect(await provider.removeKey!(r, key)).toBeUndefined();
  });

  const status = (sha: string, patch: Partial<CommitStatus> = {}): CommitStatus => ({
    ...{ sha, state: 'success', context: 'ci/push', ref: 'main', description: 'Done' },
    ...{ targetUrl: 'https://ci.example/1', ...patch },
  });

  it.each([
    ['pending', 'running'],
    ['success', 'success'],
    ['failure', 'failed'],
    ['error', 'failed'],
  ] as const)(
    '28. of GitLab: %s is %s there, at the branch that was built',
    async (state, expected) => {
      const project = made();
      const sha = git(project.gitDir, ['rev-parse', 'main']);
      git(project.gitDir, ['update-ref', 'refs/heads/another', sha]);
      const wish = status(sha, { state, ref: 'main', description: 'ü'.repeat(400) });
      await provider.setStatus!(access(project), wish);
      expect(project.statuses).toMatchObject([{ status: expected, ref: 'main', name: 'ci/push' }]);
    },
  );

  it('28. of GitLab: states that come late, twice or while another is written are taken, by one pipeline', async () => {
    const project = made();
    const sha = git(project.gitDir, ['rev-parse', 'main']);
    const r = access(project);
    await provider.setStatus!(r, status(sha, { state: 'pending' }));
    await provider.setStatus!(r, status(sha, { state: 'pending' }));
    // GitLab made one of its own meanwhile.
    project.pipelines.push({ id: gitlab.next(), sha, ref: 'main' });
    gitlab.busy = 3;
    await provider.setStatus!(r, status(sha));
    expect(project.statuses).toMatchObject([{ status: 'success' }]);
    await provider.setStatus!(r, status(sha, { state: 'pending' }));
    expect(new Set(project.statuses.map((one) => one.pipeline_id)).size).toBe(1);
    gitlab.busy = 50;
    await expect(provider.setStatus!(r, status(sha))).rejects.toMatchObject({
      code: 'TURNPIKE_HOST_UNAVAILABLE',
    });
    gitlab.busy = 0;
    const gone = provider.setStatus!(r, status('f'.repeat(40)));
    await expect(gone).rejects.toMatchObject({ code: 'TURNPIKE_HOST_REFUSED' });
  });

  it('reads names with signs, and no other place of the API', async () => {
    const path = 'a folder/ü #1 100%.yml';
    const project = made({ files: { [path]: 'x: 1\n', 'dir/a': '' } });
    commit(project.gitDir, { branch: 'topic/odd#1', files: { [path]: 'x: 2\n' } });
    const r = access(project);
    expect(await provider.file(r, path, 'refs/heads/main')).toBe('x: 1\n');
    expect(await provider.file(r, path, 'refs/heads/topic/odd#1')).toBe('x: 2\n');
    expect(await provider.file(r, 'dir', 'main')).toBeUndefined();
    expect(await provider.file(r, 'dir/a', 'main')).toBe('');
    expect(await provider.head!(r, 'refs/heads/topic/none')).toBeNull();
  });

  it('tells a branch from a tag of its name', async () => {
    const project = made();
    const first = git(project.gitDir, ['rev-parse', 'main']);
    git(project.gitDir, ['tag', 'same', first]);
    const second = commit(project.gitDir, { branch: 'same', files: { x: 'x' } });
    const r = access(project);
    expect((await provider.commit(r, 'refs/heads/same'))?.sha).toBe(second);
    expect((await provider.commit(r, 'refs/tags/same'))?.sha).toBe(first);
  });

  it('knows what is older', async () => {
    const project = made();
    const first = git(project.gitDir, ['rev-parse', 'main']);
    const second = commit(project.gitDir, { branch: 'main', files: { x: 'x' } });
    const r = access(project);
    expect(await provider.isAncestor!(r, first, second)).toBe(true);
    expect(await provider.isAncestor!(r, second, first)).toBe(false);
  });

  it('takes no merge of an older head, and none that GitLab has not looked at', async () => {
    const project = made();
    commit(project.gitDir, { branch: 'topic', files: { t: '1' }, from: 'refs/heads/main' });
    const one = gitlab.request(project, ada!, { branch: 'topic' });
    const r = access(project);
    const ref = `refs/merge-requests/${one.iid}/merge`;
    const passes = { code: 'TURNPIKE_HOST_UNAVAILABLE' };
    expect(await provider.commit(r, ref)).toMatchObject({
      message: expect.stringMatching(/^Merge/) as string,
    });
    expect(await provider.head!(r, ref.replace(/\/merge$/, '/head'))).toBe(one.sha);
    const [old, fresh] = [one.sha, commit(project.gitDir, { branch: 'topic', files: { t: '2' } })];
    // The server that answers first knows the new head; the merge is still that of the old one.
    gitlab.fault = ({ path }) => {
      if (!/merge_requests\/\d+$/.test(path)) return undefined;
      return { status: 200, body: { sha: fresh, state: 'opened', has_conflicts: false } };
    };
    await expect(provider.commit(r, ref)).rejects.toMatchObject(passes);
    gitlab.fault = undefined;
    expect(one.sha).toBe(old);
    one.detailed_merge_status = 'checking';
    await expect(provider.commit(r, ref)).rejects.toMatchObject(passes);
    one.detailed_merge_status = 'mergeable';
    one.state = 'closed';
    expect(await provider.commit(r, ref)).toBeUndefined();
  });

  it('finds open merge requests by asking, and none where they are switched off', async () => {
    const project = made();
    const r = access(project);
    const { cursor } = await provider.missed(r, null);
    const fork = gitlab.project(`eve/fork${count}`, { owner: eve!, visibility: 'private' });
    git(fork.gitDir, ['fetch', '-q', project.gitDir, 'refs/heads/main:refs/heads/main']);
    commit(fork.gitDir, { branch: 'main', files: { f: 'f' } });
    const one = gitlab.request(project, eve!, { project: fork, branch: 'main' });
    const { events } = await provider.missed(r, cursor);
    expect(events.map(({ event }) => event)).toMatchObject([
      {
        ...{ kind: 'pull_request', action: 'opened', sha: one.sha, sender: 'eve' },
        // The fork is not shown to who asks: it is one all the same.
        pullRequest: { number: one.iid, fork: true, headSlug: null, headVcsId: String(fork.id) },
      },
    ]);
    project.mergeRequestsOff = true;
    expect((await provider.missed(r, cursor)).events).toEqual([]);
  });

  it.each([
    [429, { 'retry-after': '30' }, 'TURNPIKE_HOST_UNAVAILABLE', /asks to wait 30 s/],
    [502, {}, 'TURNPIKE_HOST_UNAVAILABLE', /does not answer: 502/],
    [403, {}, 'TURNPIKE_HOST_REFUSED', /refused: 403/],
  ])('says what %i is', async (code, headers, error, words) => {
    const r = access(made());
    gitlab.fault = () => ({ ...refused(code, 'No'), headers });
    await expect(provider.file(r, '.travis.yml', 'main')).rejects.toMatchObject({
      ...{ code: error, message: expect.stringMatching(words) as string },
    });
  });

  it('says that a project is not shown, not that it has no configuration', async () => {
    const r = access(made(), eve);
    const hidden = { code: 'TURNPIKE_HOST_REFUSED' };
    await expect(provider.file(r, '.travis.yml', 'main')).rejects.toMatchObject(hidden);
    await expect(provider.head!(r, 'refs/heads/main')).rejects.toMatchObject(hidden);
  });

  it('sends a token to no other server, whatever an answer leads to', async () => {
    const r = access(made());
    const stranger = await GitlabHost.start();
    const link = `<${stranger.url}/api/v4/projects/1/hooks?page=2>; rel="next"`;
    let pages = 0;
    gitlab.fault = ({ path }) =>
      path.endsWith('/hooks') && (pages += 1) === 1
        ? { status: 200, body: [], headers: { link } }
        : undefined;
    await provider.hookHealth!(r, { url: 'https://ci.example/hooks/lab/1' });
    expect(pages).toBe(2);
    gitlab.fault = () => ({ status: 302, headers: { location: `${stranger.url}/api/v4/user` } });
    await expect(provider.whoAmI!(ada!.token)).rejects.toThrow();
    expect(stranger.calls.filter(({ token }) => token !== '')).toEqual([]);
    await stranger.close();
  });

  it('takes each address of a project, and the token that stands in it', async () => {
    const project = made();
    const { credential } = access(project);
    const web = `${gitlab.url}/${project.path}`;
    const ssh = `127.0.0.1`;
    for (const url of [
      ...[web, `${web}.git`, `${web}/`, `${web}/-/tree/main?ref_type=heads`],
      ...[`git@${ssh}:${project.path}.git`, `ssh://git@${ssh}:2222/${project.path}.git`],
    ])
      expect(await provider.inspect!(url, credential), url).toMatchObject({
        ...{ slug: project.path, vcsId: String(project.id), private: true },
      });
    const token = ada!.token;
    const withToken = web.replace('//', `//oauth2:${token}@`);
    expect(await provider.inspect!(withToken)).toMatchObject({
      credential: { kind: 'token', token },
    });
    const prefixless = web.replace('/gitlab/', '/');
    for (const url of [web, prefixless, `${gitlab.url}/only`])
      await expect(provider.inspect!(url), url).rejects.toMatchObject({
        code: 'TURNPIKE_INPUT_INVALID',
      });
  });

  it('27. of GitLab: a private project is cloned by a token of a sign-in, in its nested place', async () => {
    const project = gitlab.project('acme/b/c/d/secret', { owner: ada!, files: FILES });
    const { body } = gitlab.oauth.pair(ada!);
    const { access_token: token } = body as { access_token: string };
    const r = { ...access(project), credential: { kind: 'token', token } as const };
    const { url, credential } = await provider.cloneAccess(r);
    if (credential?.kind !== 'basic') throw new Error('there is no password');
    const folder = await mkdtemp(join(tmpdir(), 'turnpike-gitlab-clone-'));
    try {
      const at = url.replace('//', `//${credential.user}:${credential.password}@`);
      await run('git', ['clone', '-q', at, join(folder, 'a')]);
      expect(gitlab.cloners.at(-1)).toBe('oauth2');
      const bare = { env: { ...process.env, GIT_TERMINAL_PROMPT: '0' } };
      await expect(run('git', ['clone', '-q', url, join(folder, 'b')], bare)).rejects.toThrow();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  describe('a delivery', () => {
    const SIGNING = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
    let project: LabProject;
    beforeAll(() => {
      project = made();
    });
    const raw = (
      kind: string,
      payload: object,
      by: Parameters<typeof signed>[2] = { token: SECRET },
      patch: Readonly<Record<string, string | undefined>> = {},
    ): RawDelivery => {
      const { body, headers } = signed(kind, payload, by, 'key-1');
      const all = Object.entries({ ...headers, ...patch }).filter(
        ([, value]) => value !== undefined,
      );
      return {
        body: Buffer.from(body),
        headers: Object.fromEntries(all) as Record<string, string>,
        hint: null,
      };
    };
    const moved = (
      ref: string,
      before: string | null,
      after: string | null,
      more: object = {},
    ) => ({
      ...pushBody(project, { ref, before, after }, ada!, gitlab.url),
      ...more,
    });
    const main = () => git(project.gitDir, ['rev-parse', 'main']);

    it('20. of GitLab: its token is right, wrong, missing, empty or rotated, whatever the size', async () => {
      const verify = (secrets: readonly string[], patch = {}) =>
        provider.verify(
          raw('push', moved('refs/heads/main', null, main()), undefined, patch),
          secrets,
        );
      const no = { rule: 'signature' };
      expect(await verify([SECRET])).toBeUndefined();
      expect(await verify(['new', SECRET])).toBeUndefined();
      for (const secrets of [[], [''], ['guessed'], [SECRET.slice(1)]])
        expect(await verify(secrets)).toMatchObject(no);
      for (const token of ['', undefined, `${SECRET} `, SECRET.toUpperCase()])
        expect(await verify([SECRET, ''], { 'x-gitlab-token': token })).toMatchObject(no);
      const large = { ...raw('push', {}), body: Buffer.alloc(25 * 1024 * 1024, 'x') };
      expect(await provider.verify(large, [SECRET])).toBeUndefined();
    });

    it('20. of GitLab: a signature counts before the token, over id, time and body', async () => {
      const both = { token: SECRET, signingToken: SIGNING };
      const delivery = (patch = {}) =>
        raw('push', moved('refs/heads/main', null, main()), both, patch);
      const no = { rule: 'signature' };
      expect(await provider.verify(delivery(), ['old', SIGNING])).toBeUndefined();
      const { 'webhook-signature': right = '' } = delivery().headers;
      const two = { 'webhook-signature': `v1,AAAA ${right}` };
      expect(await provider.verify(delivery(two), [SIGNING])).toBeUndefined();
      // Though the token is right.
      expect(await provider.verify(delivery(), [SECRET])).toMatchObject(no);
      for (const patch of [
        { 'webhook-signature': '' },
        { 'webhook-signature': right.replace('v1', 'v2') },
        { 'webhook-id': 'another' },
        { 'webhook-timestamp': '1' },
      ])
        expect(await provider.verify(delivery(patch), [SIGNING, SECRET])).toMatchObject(no);
      const changed = { ...delivery(), body: Buffer.from('{}') };
      expect(await provider.verify(changed, [SIGNING, SECRET])).toMatchObject(no);
      // Its id is that which was signed.
      expect(await provider.identify(delivery({ 'idempotency-key': 'forged' }))).toMatchObject({
        guid: 'key-1',
      });
    });

    it('has the key that is the same over all tries, and on old servers that of the try', async () => {
      const delivery = raw('push', {});
      expect(await provider.identify(delivery)).toEqual({ event: 'Push Hook', guid: 'key-1' });
      const old = raw('push', {}, undefined, {
        'idempotency-key': undefined,
        'x-gitlab-webhook-uuid': 'uuid-1',
      });
      expect(await provider.identify(old)).toMatchObject({ guid: 'uuid-1' });
    });

    it('of a push says what was pushed, and what is not to be built', async () => {
      const sha = main();
      git(project.gitDir, ['tag', '-f', '-a', 'v1', '-m', 'First', 'main']);
      const tag = git(project.gitDir, ['rev-parse', 'refs/tags/v1']);
      const parse = (kind: string, payload: object) => provider.parse(raw(kind, payload));
      expect(await parse('push', moved('refs/heads/main', sha, sha))).toMatchObject({
        ...{ kind: 'push', ref: 'refs/heads/main', sha, beforeSha: sha, sender: 'ada' },
        ...{
          commitMessage: 'One',
          compareUrl: `${gitlab.url}/${project.path}/-/compare/${sha}...${sha}`,
        },
        repository: { vcsId: String(project.id), slug: project.path, private: true },
      });
      expect(await parse('tag_push', moved('refs/tags/v1', null, tag))).toMatchObject({
        ...{ kind: 'push', tag: 'v1', sha, beforeSha: null },
      });
      for (const skip of [true, 'true'])
        expect(
          await parse(
            'push',
            moved('refs/heads/main', null, sha, { push_options: { ci: { skip } } }),
          ),
        ).toMatchObject({ kind: 'ignored', reason: expect.stringContaining('ci.skip') as string });
    });

    it('of a merge request is built for commits and targets, by the number within its project', async () => {
      commit(project.gitDir, { branch: 'topic', files: { t: '1' }, from: 'refs/heads/main' });
      const one = gitlab.request(project, ada!, { branch: 'topic' });
      const parse = (more: Parameters<typeof requestDelivery>[2]) =>
        provider.parse(raw('merge_request', requestDelivery(one, project, more, gitlab.url)));
      const built = {
        kind: 'pull_request',
        ref: `refs/merge-requests/${one.iid}/merge`,
        sha: one.sha,
      };
      expect(await parse({ action: 'open' })).toMatchObject({ ...built, action: 'opened' });
      expect(await parse({ action: 'reopen' })).toMatchObject({ ...built, action: 'reopened' });
      expect(await parse({ action: 'update', oldrev: one.sha })).toMatchObject({
        ...{ ...built, action: 'synchronize' },
        pullRequest: { number: one.iid, fork: false, headRef: 'topic', baseRef: 'main' },
      });
      const changes = { target_branch: { previous: 'a', current: 'main' } };
      expect(await parse({ action: 'update', changes })).toMatchObject(built);
      for (const action of ['update', 'close', 'merge', 'approved', 'unapproved'])
        expect(await parse({ action })).toMatchObject({ kind: 'ignored' });
    });

    it('of the whole server tells of renames, transfers, deletions, members and groups', async () => {
      const system = (payload: object) => raw('System Hook', payload);
      const named = {
        project_id: 7,
        path_with_namespace: 'a/b/new',
        project_visibility: 'private',
      };
      for (const [event_name, action] of [
        ['project_rename', 'renamed'],
        ['project_transfer', 'transferred'],
        ['project_destroy', 'deleted'],
        ['project_create', 'created'],
        ['project_update', 'privatized'],
      ])
        expect(await provider.parse(system({ event_name, ...named }))).toMatchObject({
          ...{ kind: 'repository', action },
          repository: {
            vcsId: '7',
            slug: 'a/b/new',
            cloneUrl: `${gitlab.url}/a/b/new.git`,
            private: true,
          },
        });
      const open = { ...named, project_visibility: 'public' };
      // What may be read by more than before is asked for.
      expect(await provider.parse(system({ event_name: 'project_update', ...open }))).toMatchObject(
        {
          kind: 'ignored',
        },
      );
      const member = system({ event_name: 'user_add_to_team', user_id: 41, project_id: 7 });
      expect(await provider.parseAccount!(member)).toEqual({
        ...{ kind: 'rights', event: 'user_add_to_team', hostUserIds: ['41'] },
      });
      const group = system({ event_name: 'group_rename', full_path: 'acme/new' });
      expect(await provider.parseAccount!(group)).toMatchObject({
        kind: 'account',
        login: 'acme/new',
      });
      expect(await provider.parseAccount!(raw('push', {}))).toBeUndefined();
      const push = { ...moved('refs/heads/main', null, main()), event_name: 'push' };
      expect(await provider.parse(system(push))).toMatchObject({ kind: 'push' });
    });

    it('22. of GitLab: broken anywhere it is refused with words, never by a fault', async () => {
      commit(project.gitDir, { branch: 'broken', files: { b: '1' }, from: 'refs/heads/main' });
      const one = gitlab.request(project, ada!, { branch: 'broken' });
      let refusals = 0;
      for (const [kind, payload] of [
        ['push', moved('refs/heads/main', null, main())],
        ['merge_request', requestDelivery(one, project, { action: 'open' }, gitlab.url)],
        [
          'System Hook',
          { event_name: 'project_rename', project_id: 7, path_with_namespace: 'a/b' },
        ],
      ] as const)
        for (const key of Object.keys(payload))
          for (const value of [null, 1, 'x', [], {}]) {
            const broken = raw(kind, { ...payload, [key]: value });
            const outcome = await (async () => provider.parse(broken))().catch(
              (error: unknown) => error,
            );
            await (async () => provider.parseAccount!(broken))();
            if (!(outcome instanceof Error)) continue;
            refusals += 1;
            expect(isTurnpikeError(outcome) && outcome.status < 500, `${kind}.${key}`).toBe(true);
          }
      expect(refusals).toBeGreaterThan(20);
    });
  });
});
