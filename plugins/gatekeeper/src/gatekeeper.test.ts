import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  ExternalHostError,
  NO_REPOSITORY,
  tokens,
  type BuildRequest,
  type Commands,
  type EventName,
  type PullRequest,
  type Repository,
  type RepositorySettings,
  type VcsProvider,
} from '@turnpike/sdk';
import { storeNewRequest, storeRequest, type NewRequest, type Store } from '@turnpike/sdk/store';
import {
  createTestRepository,
  fake,
  testPlugin,
  type TestHost,
  type TestRepository,
} from '@turnpike/sdk/testing';
import { plugin as travisYml } from '@turnpike/plugin-travis-yml';
import { plugin as vcsGit } from '@turnpike/plugin-vcs-git';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { plugin } from './plugin.js';

let origin: TestRepository;
let hosts: TestHost[] = [];
/** Making a pair takes long: one for all tests. */
let keys: { readonly publicKey: string; readonly privateKey: string } | undefined;
let canceled: Parameters<Commands['cancelBuild']>[0][];

beforeEach(async () => {
  canceled = [];
  origin = await createTestRepository();
});
afterEach(async () => {
  await Promise.all(hosts.map((host) => host.stop()));
  hosts = [];
  await origin.remove();
});

const commands = {
  cancelBuild: async (input: Parameters<Commands['cancelBuild']>[0]) => {
    canceled.push(input);
    return { accepted: true };
  },
} as Partial<Commands> as Commands;

interface Setup {
  readonly config?: Readonly<Record<string, unknown>> & {
    pollSeconds?: { git?: number };
  };
  readonly core?: Readonly<Record<string, unknown>>;
  readonly settings?: Partial<RepositorySettings>;
  readonly provider?: (real: VcsProvider) => VcsProvider;
  readonly repository?: Partial<Parameters<Store['repositories']['insert']>[0]>;
}

const RECORD = {
  name: 'repo',
  vcsProvider: 'git',
  vcsId: null,
  htmlUrl: null,
  private: false,
  fork: false,
  defaultBranch: 'main',
  description: null,
  active: true,
} as const;

/** A platform of gatekeeper, plain git and the configuration language, with one repository. */
async function start(setup: Setup = {}) {
  // No polling: requests are inserted by the tests unless they say otherwise.
  const config = { pollSeconds: { git: 1000 }, retrySeconds: 0.05, ...setup.config };
  const host = await testPlugin(plugin, {
    faults: 'kept',
    config,
    ...(setup.core && { core: setup.core }),
    plugins: [vcsGit, travisYml],
    deps: [fake(tokens.commands, commands)],
  });
  hosts.push(host);
  if (setup.provider) {
    const [real] = host.resolve(tokens.vcsProviders);
    if (real) Object.assign(real, setup.provider({ ...real }));
  }
  const store = host.resolve(tokens.store);
  const owner = await store.owners.ensure({ host: 'git', login: 'owner', type: 'user' });
  keys ??= await host.resolve(tokens.secrets).newKeyPair();
  const repository = await store.repositories.insert({
    ...RECORD,
    ownerId: owner.id,
    cloneUrl: origin.path,
    publicKey: keys.publicKey,
    sealedPrivateKey: host.resolve(tokens.secrets).seal(keys.privateKey),
    ...(setup.settings ? { settings: setup.settings } : {}),
    ...setup.repository,
  });
  // As the API does it. Where the test inserts its requests itself, nothing must be found beside.
  if ((config.pollSeconds.git ?? 1000) < 1000)
    await store.emit('repository:changed', { repositoryId: repository.id });
  return { host, store, repository, owner, keys };
}
type Platform = Awaited<ReturnType<typeof start>>;

/** The push of a branch, as a delivery or a look tells of it. */
const PUSH = {
  kind: 'push',
  event: 'push',
  ref: 'refs/heads/main',
  branch: 'main',
  tag: null,
  sha: null,
  beforeSha: null,
  commitMessage: null,
  compareUrl: null,
  sender: null,
  repository: NO_REPOSITORY,
} as const;

async function ask(p: Platform, patch: Partial<NewRequest> = {}): Promise<BuildRequest> {
  const request = await p.store.transaction((tx) =>
    storeNewRequest(tx, {
      repositoryId: p.repository.id,
      ownerId: p.owner.id,
      eventType: 'push',
      ref: 'refs/heads/main',
      branch: 'main',
      ...patch,
    }),
  );
  if (!request) throw new Error('not stored');
  return request;
}

const finished = (p: Platform, id: number) =>
  vi.waitFor(
    async () => {
      const request = await p.store.requests.get(id);
      if (request?.state !== 'finished') throw new Error(`request is ${request?.state}`);
      return request;
    },
    { timeout: 60_000, interval: 20 },
  );

async function push(p: Platform, patch: Partial<NewRequest> = {}) {
  const request = await finished(p, (await ask(p, patch)).id);
  const build = request.buildId === null ? undefined : await p.store.builds.get(request.buildId);
  const jobs = build ? await p.store.jobs.ofBuild(build.id) : [];
  return { request, build, jobs };
}

function pullRequest(patch: Partial<PullRequest> = {}): PullRequest {
  return {
    number: 7,
    title: 'Change',
    state: 'open',
    draft: false,
    fork: false,
    headSlug: 'owner/repo',
    headVcsId: '1',
    headRef: 'topic',
    headSha: 'f'.repeat(40),
    headUrl: null,
    baseRef: 'main',
    baseSlug: 'owner/repo',
    baseVcsId: '1',
    mergeable: true,
    htmlUrl: 'https://example.com/pull/7',
    ...patch,
  };
}

describe('an approved request', () => {
  it('becomes a build with stages and numbered jobs', async () => {
    const yml = `language: shell
env: {jobs: [A=1, A=2]}
script: make
jobs:
  fast_finish: true
  include:
    - {stage: deploy, name: ship, arch: arm64, script: ship}
    - {stage: test, script: lint, name: lint}
  allow_failures: [{name: lint}]
`;
    const sha = await origin.commit('one\n\nbody', { '.travis.yml': yml });
    const p = await start();
    const heard: EventName[] = [];
    for (const name of ['build:created', 'job:created', 'request:finished'] as const)
      p.host.resolve(tokens.events).on(name, () => void heard.push(name));
    const { request, build, jobs } = await push(p, { sha });
    expect(request).toMatchObject({ result: 'approved', rule: null, message: null, sha });
    expect(build).toMatchObject({
      number: 1,
      state: 'created',
      eventType: 'push',
      branch: 'main',
      fastFinish: true,
      configError: false,
      previousState: null,
    });
    expect(jobs.map((job) => [job.number, job.stageNumber, job.name, job.needs])).toEqual([
      ['1.1', '1.1', null, { os: 'linux', arch: 'amd64', labels: [] }],
      ['1.2', '1.2', null, { os: 'linux', arch: 'amd64', labels: [] }],
      ['1.3', '1.3', 'lint', { os: 'linux', arch: 'amd64', labels: [] }],
      ['1.4', '2.1', 'ship', { os: 'linux', arch: 'arm64', labels: [] }],
    ]);
    expect(jobs.map((job) => job.allowFailure)).toEqual([false, false, true, false]);
    expect(new Set(jobs.map((job) => job.trust))).toEqual(new Set(['full']));
    const stages = await p.store.stages.ofBuild(build?.id ?? 0);
    expect(stages.map(({ number, name }) => `${number} ${name}`)).toEqual(['1 test', '2 deploy']);
    expect(jobs.map((job) => job.stageId)).toEqual([0, 0, 0, 1].map((index) => stages[index]?.id));
    expect(await p.store.commits.get(build?.commitId ?? 0)).toMatchObject({
      sha,
      message: 'one\n\nbody',
      authorName: 'Ada',
      committerEmail: 'grace@example.com',
      ref: 'refs/heads/main',
    });
    const [raw] = await p.store.requests.rawConfigs(request.id);
    expect(raw).toMatchObject({ source: `owner/repo:.travis.yml@${sha}`, config: yml });
    const origins = await p.store.requests.jobOrigins(request.id);
    expect(origins.map(({ from, index }) => `${from} ${index}`)).toEqual([
      'matrix 0',
      'matrix 1',
      'include 1',
      'include 0',
    ]);
    expect(heard.sort()).toEqual([
      'build:created',
      ...Array(4).fill('job:created'),
      'request:finished',
    ]);
    expect(await p.store.branches.get(p.repository.id, 'main')).toMatchObject({
      lastBuildId: build?.id,
    });
  });

  it('keeps secrets encrypted, and opens them for conditions only', async () => {
    const p = await start();
    const secrets = p.host.resolve(tokens.secrets);
    const secure = secrets.encryptFor(p.keys.publicKey, 'WORD=sesame');
    const sha = await origin.commit('one', {
      '.travis.yml': JSON.stringify({
        env: { global: [{ secure }] },
        jobs: { include: [{ script: 'a', if: 'env(WORD) = sesame AND env(SET) = tset' }] },
      }),
    });
    await p.store.repositories.putEnvVar({
      repositoryId: p.repository.id,
      name: 'SET',
      value: secrets.seal('tset'),
      public: false,
      branch: null,
    });
    const { build, jobs } = await push(p, { sha });
    expect(jobs.map((job) => job.config['script'])).toContainEqual(['a']);
    const stored = JSON.stringify([build, jobs]);
    expect(stored).toContain(secure);
    expect(stored).not.toMatch(/WORD=sesame|SET=tset/);
  });

  it('warns of values that another key encrypted, and goes on', async () => {
    const p = await start();
    const secrets = p.host.resolve(tokens.secrets);
    const stranger = await secrets.newKeyPair();
    const own = secrets.encryptFor(p.keys.publicKey, 'A=1');
    const foreign = secrets.encryptFor(stranger.publicKey, 'B=2');
    const env = { global: [{ secure: own }], jobs: [{ secure: foreign }] };
    const sha = await origin.commit('one', { '.travis.yml': JSON.stringify({ env }) });
    const { request, jobs } = await push(p, { sha });
    expect(jobs).toHaveLength(1);
    const messages = await p.store.requests.messages(request.id);
    const about = messages.filter(({ code }) => code === 'unopened_secure');
    expect(about.map(({ level, key }) => [level, key])).toEqual([['warn', 'env.jobs']]);
  });

  it('tells of findings with one-based lines', async () => {
    const sha = await origin.commit('one', { '.travis.yml': 'script: true\nfoo: bar\n' });
    const p = await start();
    const { request } = await push(p, { sha });
    expect(await p.store.requests.messages(request.id)).toContainEqual(
      expect.objectContaining({ code: 'unknown_key', level: 'warn', line: 2 }),
    );
  });

  it('knows the previous state, and numbers builds one after another without gaps', async () => {
    const p = await start();
    const shas = [];
    for (const n of [1, 2, 3])
      shas.push(await origin.commit(`c${n}`, { '.travis.yml': `script: "${n}"\n` }));
    const requests = [];
    for (const sha of shas) requests.push(await ask(p, { sha }));
    const done = await Promise.all(requests.map(({ id }) => finished(p, id)));
    const builds = await Promise.all(done.map(({ buildId }) => p.store.builds.get(buildId ?? 0)));
    expect(builds.map((build) => build?.number)).toEqual([1, 2, 3]);
    for (const build of builds)
      await p.store.builds.transition(build?.id ?? 0, { from: ['created'], to: 'failed' });
    const sha = await origin.commit('c4', { '.travis.yml': 'script: "4"\n' });
    expect((await push(p, { sha })).build).toMatchObject({ number: 4, previousState: 'failed' });
  });

  it('builds tags by their name, without making a branch of them', async () => {
    const sha = await origin.commit('one', { '.travis.yml': 'script: true\n' });
    await origin.git('tag', 'v1');
    const p = await start();
    const { build } = await push(p, { ref: 'refs/tags/v1', branch: 'v1', tag: 'v1', sha });
    expect(build).toMatchObject({ branch: 'v1', tag: 'v1' });
    expect(await p.store.branches.get(p.repository.id, 'v1')).toBe(undefined);
  });

  it('takes the newest commit of the branch and the sent configuration for API requests', async () => {
    const sha = await origin.commit('one [skip ci]', { '.travis.yml': 'script: "file"\n' });
    const p = await start();
    const { build, jobs } = await push(p, {
      eventType: 'api',
      sha: null,
      commitMessage: 'by hand',
      configs: [{ config: 'script: "sent"', mode: 'deep_merge' }],
    });
    expect(jobs[0]?.config).toMatchObject({ script: ['sent'] });
    expect(await p.store.commits.get(build?.commitId ?? 0)).toMatchObject({
      sha,
      message: 'by hand',
    });
  });

  it('marks a fork and shows its conditions no secrets', async () => {
    const sha = await origin.commit('one', {
      '.travis.yml':
        'script: true\njobs: {include: [{script: leak, if: env(SET) = s3t}, {script: fine, if: env(PUB) = p}]}\n',
    });
    await origin.git('update-ref', 'refs/pull/7/merge', sha);
    const p = await start();
    const put = (name: string, value: string, plain: boolean) =>
      p.store.repositories.putEnvVar({
        repositoryId: p.repository.id,
        name,
        value: plain ? value : p.host.resolve(tokens.secrets).seal(value),
        public: plain,
        branch: null,
      });
    await put('SET', 's3t', false);
    await put('PUB', 'p', true);
    const { build, jobs } = await push(p, {
      eventType: 'pull_request',
      ref: 'refs/pull/7/merge',
      sha,
      pullRequest: pullRequest({ fork: true, headSlug: 'stranger/repo' }),
    });
    expect(build?.pullRequest).toMatchObject({ number: 7, fork: true });
    expect(jobs.map((job) => job.trust)).toEqual(jobs.map(() => 'fork'));
    expect(JSON.stringify(jobs)).toContain('fine');
    expect(JSON.stringify(jobs)).not.toContain('leak');
  });
});

describe('a rejected request', () => {
  const yml = 'script: true\nbranches: {only: [main, /^rel-/], except: [x]}\n';
  it.each<[string, Partial<NewRequest>, Setup, RegExp]>([
    ['skip-command', { commitMessage: 'x [ci skip]' }, {}, /skip/],
    ['build-type', {}, { settings: { build_pushes: false } }, /pushes/],
    ['repository-excluded', {}, { config: { exclude: ['owner/*'] } }, /gatekeeper\.exclude/],
    ['repository-inactive', {}, { repository: { active: false } }, /switched off/],
    ['branch-not-included', { branch: 'topic' }, {}, /not included.*topic/],
    ['pages-branch', { branch: 'gh-pages' }, {}, /excluded/],
    ['missing-commit', { sha: 'd'.repeat(40) }, {}, /dddd/],
  ])('says %s', async (rule, patch, setup, message) => {
    const sha = await origin.commit('one', { '.travis.yml': yml });
    const p = await start(setup);
    const { request, build } = await push(p, { sha, ...patch });
    expect(request).toMatchObject({
      result: 'rejected',
      rule,
      message: expect.stringMatching(message) as string,
      buildId: null,
    });
    expect(build).toBe(undefined);
  });

  it('for want of a repository that is on is forgotten once it is: the push is built when told again', async () => {
    const sha = await origin.commit('one', { '.travis.yml': yml });
    const p = await start({ repository: { active: false } });
    const told = async () => {
      const repository = (await p.store.repositories.get(p.repository.id))!;
      const event = { ...PUSH, sha };
      const stored = await p.store.transaction((tx) => storeRequest(tx, repository, event));
      return stored && finished(p, stored.id);
    };
    expect(await told()).toMatchObject({ rule: 'repository-inactive' });
    expect(await told()).toBe(undefined);
    await p.store.repositories.update(p.repository.id, { active: true });
    expect(await told()).toMatchObject({ result: 'approved' });
    expect(await told()).toBe(undefined);
  });

  it('for want of a repository that is on is judged anew where it was switched on meanwhile', async () => {
    const sha = await origin.commit('one', { '.travis.yml': yml });
    const p = await start({ repository: { active: false } });
    const { repositories } = p.store;
    const get = repositories.get.bind(repositories);
    // Switched on as soon as somebody has seen that it is off.
    Object.assign(repositories, {
      get: async (id: number) => {
        const seen = await get(id);
        if (seen?.active === false) await repositories.update(id, { active: true });
        return seen;
      },
    });
    expect((await push(p, { sha })).request).toMatchObject({ result: 'approved', attempts: 2 });
  });

  it('says so for somebody from whom an administrator took the permission, at the host and here', async () => {
    const sha = await origin.commit('one', { '.travis.yml': yml });
    const p = await start();
    const { users, identities, buildPermissions } = p.store;
    const eve = await users.insert({ login: 'eve', name: null, email: null, admin: false });
    await identities.link({
      ...{ userId: eve.id, host: 'git', hostUserId: '7', login: 'eve-at-git' },
      ...{ name: null, avatarUrl: null },
    });
    await buildPermissions.set({ repositoryId: p.repository.id }, [eve.id], false);
    const { request, build } = await push(p, { sha, sender: 'Eve-at-Git' });
    expect(build).toBe(undefined);
    expect(request).toMatchObject({
      rule: 'build-permission',
      message: expect.stringMatching(/Eve-at-Git may not .*owner\/repo took/) as string,
    });
    const asked = await push(p, { sha, sender: 'eve', eventType: 'api' });
    expect(asked.request).toMatchObject({ rule: 'build-permission' });
    // Who is called at the host as somebody is here is somebody else.
    expect((await push(p, { sha, sender: 'eve' })).request).toMatchObject({ result: 'approved' });
    await buildPermissions.set({ repositoryId: p.repository.id }, [eve.id], true);
    await buildPermissions.set({ ownerId: p.owner.id }, [eve.id], false);
    const later = await push(p, { sha, sender: 'eve', eventType: 'api' });
    expect(later.request.message).toContain('the owner owner took');
  });

  it('says so for a skip word that only the commit shows, without reading a broken file', async () => {
    const sha = await origin.commit('work [skip travis]', { '.travis.yml': '{{{' });
    const p = await start();
    expect((await push(p, { sha })).request).toMatchObject({ rule: 'skip-command' });
  });

  it('quotes a false root condition', async () => {
    const sha = await origin.commit('one', { '.travis.yml': 'if: branch = other\nscript: true\n' });
    const p = await start();
    expect((await push(p, { sha })).request).toMatchObject({
      rule: 'condition-false',
      message: expect.stringContaining('branch = other') as string,
    });
  });

  it('needs the file where the repository says so', async () => {
    const sha = await origin.commit('one', { a: '1' });
    const p = await start({ settings: { builds_only_with_travis_yml: true } });
    expect((await push(p, { sha })).request).toMatchObject({ rule: 'config-missing' });
  });

  it('says that a pull request cannot be merged', async () => {
    const sha = await origin.commit('one', { '.travis.yml': yml });
    const p = await start();
    const request = { eventType: 'pull_request', ref: 'refs/pull/7/merge', sha } as const;
    expect((await push(p, { ...request, pullRequest: pullRequest() })).request).toMatchObject({
      rule: 'missing-merge-commit',
    });
    const closed = pullRequest({ state: 'closed' });
    expect((await push(p, { ...request, pullRequest: closed })).request).toMatchObject({
      rule: 'pull-request-closed',
    });
  });

  it('can be rejected by a plugin, before and after compiling, which is named when it fails', async () => {
    const sha = await origin.commit('one', { '.travis.yml': 'script: true\n' });
    const p = await start();
    let mode = 'accept';
    p.host.hooks.request.accept.tapPromise('test', async () =>
      mode === 'accept' ? { rule: 'mine', message: 'not today' } : undefined,
    );
    p.host.hooks.request.approve.tapPromise('test', async ({ compiled }) =>
      mode === 'approve' ? { rule: 'mine', message: `${compiled.jobs.length} jobs` } : undefined,
    );
    expect((await push(p, { sha })).request).toMatchObject({ rule: 'mine', message: 'not today' });
    mode = 'approve';
    expect((await push(p, { sha })).request).toMatchObject({ rule: 'mine', message: '1 jobs' });
  });
});

describe('a configuration that cannot be read', () => {
  it('becomes a visible errored build with file and line', async () => {
    const sha = await origin.commit('one', { '.travis.yml': 'script:\n  - a\n bad: [\n' });
    const p = await start();
    const { request, build, jobs } = await push(p, { sha });
    expect(request).toMatchObject({ result: 'approved', rule: 'config-error' });
    expect(build).toMatchObject({ state: 'errored', configError: true, number: 1 });
    expect(jobs).toHaveLength(1);
    expect(jobs[0]).toMatchObject({ number: '1.1', state: 'errored' });
    // Line 3 of the text, named once.
    expect(jobs[0]?.reason).toMatch(/owner\/repo:\.travis\.yml@[0-9a-f]+.*line 3/);
    expect(jobs[0]?.reason?.match(/line \d/g)).toHaveLength(1);
    expect(build?.reason).toBe(jobs[0]?.reason);
    expect(build?.finishedAt).not.toBe(null);
    // What the configuration's page needs: the text, and the place in it.
    const [raw] = await p.store.requests.rawConfigs(request.id);
    expect(raw).toMatchObject({ source: `owner/repo:.travis.yml@${sha}` });
    expect(await p.store.requests.messages(request.id)).toMatchObject([
      { level: 'alert', code: 'unreadable', src: raw?.source, line: 3 },
    ]);
  });

  it.each([
    ['vault: {api_url: x, token: {secure: YQ==}}', /^The key "vault" .*refused: nothing fetches/],
    ['keys: [a]', /^The key "keys" /],
    ['vm: {use: image}', /^The key "use" .*machine images/],
    ['git: {strategy: tarball}', /"tarball" is not carried out/],
    ['language: hack', /"hack" is not carried out/],
    ['jobs: {include: [{script: a}, {script: b, keys: c}]}', /^The key "keys" /],
  ])('refuses what would make a job another one, with the place: %s', async (yml, message) => {
    const sha = await origin.commit('refused', { '.travis.yml': `script: true\n${yml}\n` });
    const p = await start({ settings: { config_validation: false } });
    const { build, request, jobs } = await push(p, { sha });
    expect(build).toMatchObject({ state: 'errored', configError: true });
    expect(build?.reason).toMatch(message);
    expect(jobs.map(({ state }) => state)).toEqual(['errored']);
    expect(await p.store.requests.messages(request.id)).toEqual([]);
  });

  it('goes on where no job has what would be refused', async () => {
    const yml = 'language: hack\njobs: {include: [{language: shell}, {keys: a, if: branch = x}]}\n';
    const sha = await origin.commit('not refused', { '.travis.yml': yml });
    const { build, request } = await push(await start(), { sha });
    expect(build).toMatchObject({ state: 'created', configError: false });
    expect(request.result).toBe('approved');
  });

  it('may not make more jobs than core allows, nor longer configurations', async () => {
    const many = 'env: {jobs: [A=1, A=2, A=3, A=4]}\nscript: true\n';
    const sha = await origin.commit('many', { '.travis.yml': many });
    const few = await push(await start({ core: { limits: { jobsPerBuild: 3 } } }), { sha });
    expect(few.build).toMatchObject({ state: 'errored', configError: true });
    expect(few.build?.reason).toMatch(/makes 4 jobs, .* 3 here \(limits.jobsPerBuild\)/);
    expect(few.jobs).toHaveLength(1);
    const small = await push(await start({ core: { limits: { configBytes: 200 } } }), { sha });
    expect(small.build?.reason).toMatch(/longer than 200 bytes together \(limits.configBytes\)/);
    const enough = await push(await start({ core: { limits: { jobsPerBuild: 4 } } }), { sha });
    expect(enough.jobs).toHaveLength(4);
  });

  it('tells of bytes that are no text, with their line', async () => {
    const file = join(origin.path, '.travis.yml');
    await writeFile(file, Buffer.from('script: true\nname: "\xfc"\nenv: "A=\0"\n', 'latin1'));
    await origin.git('add', '.travis.yml');
    const sha = await origin.commit('bytes', { a: '1' });
    const p = await start();
    const { request, build } = await push(p, { sha });
    expect(build?.state).toBe('created');
    const said = await p.store.requests.messages(request.id);
    expect(said).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ code: 'broken_bytes', line: 2 }),
        expect.objectContaining({ code: 'dropped_nul', line: 3 }),
      ]),
    );
  });

  it('keeps its findings only where the repository has them validated', async () => {
    const sha = await origin.commit('findings', { '.travis.yml': 'script: true\ntrace: true\n' });
    const on = await start();
    const codes = async (p: Platform) => {
      const { request } = await push(p, { sha });
      return (await p.store.requests.messages(request.id)).map(({ code }) => code);
    };
    expect(await codes(on)).toContain('inert_key');
    expect(await codes(await start({ settings: { config_validation: false } }))).toEqual([]);
  });

  it('is an errored build too when it is missing', async () => {
    const sha = await origin.commit('one', { a: '1' });
    const p = await start();
    const { build, jobs } = await push(p, { sha });
    expect(build).toMatchObject({ state: 'errored', configError: true });
    expect(jobs[0]?.reason).toContain('.travis.yml');
  });

  it('is not fetched for ever: after some attempts the build says why', async () => {
    const sha = await origin.commit('one', { '.travis.yml': 'script: true\n' });
    let asked = 0;
    const p = await start({
      config: { attempts: 3 },
      provider: () =>
        ({
          file: async () => {
            asked++;
            throw new ExternalHostError('TURNPIKE_HOST_UNAVAILABLE', 'host is down');
          },
        }) as Partial<VcsProvider> as VcsProvider,
    });
    const { request, build, jobs } = await push(p, { sha });
    expect(asked).toBe(3);
    expect(request.attempts).toBe(3);
    expect(build).toMatchObject({ state: 'errored', configError: true });
    expect(jobs[0]?.reason).toContain('host is down');
    expect(await p.store.commits.get(build?.commitId ?? 0)).toMatchObject({ sha });
  });

  it('is fetched again when the host comes back', async () => {
    const sha = await origin.commit('one', { '.travis.yml': 'script: true\n' });
    let failures = 2;
    const p = await start({
      provider: (real) =>
        ({
          commit: async (r, ref) => {
            if (failures-- > 0) throw new ExternalHostError('TURNPIKE_HOST_UNAVAILABLE');
            return real.commit(r, ref);
          },
        }) as Partial<VcsProvider> as VcsProvider,
    });
    expect((await push(p, { sha })).build).toMatchObject({ state: 'created' });
  });
});

describe('a plugin with files of its own', () => {
  it('is asked before the code host', async () => {
    const sha = await origin.commit('one', { a: '1' });
    const p = await start();
    p.host.hooks.config.fetch.tapPromise('test', async ({ repo, path, ref }) =>
      path === '.travis.yml' ? `script: echo ${repo.slug} ${ref}\n` : undefined,
    );
    const { jobs } = await push(p, { sha });
    expect(jobs[0]?.config).toMatchObject({ script: [`echo owner/repo ${sha}`] });
  });
});

describe('imports', () => {
  async function library(
    p: Platform,
    other: TestRepository,
    more: Setup['repository'] = {},
  ): Promise<Repository> {
    return p.store.repositories.insert({
      ...RECORD,
      ownerId: p.owner.id,
      name: 'library',
      cloneUrl: other.path,
      ...more,
    });
  }

  it('bring secrets along only where the owner is the same: encrypted anew', async () => {
    const other = await createTestRepository('library');
    try {
      const p = await start();
      const secrets = p.host.resolve(tokens.secrets);
      const theirs = await secrets.newKeyPair();
      const secure = secrets.encryptFor(theirs.publicKey, 'TOKEN=sesame');
      await other.commit('lib', {
        'base.yml': JSON.stringify({ env: { global: [{ secure }] } }),
      });
      const yml =
        'import: owner/library:base.yml@main\njobs: [{script: a, if: env(TOKEN) = sesame}]\n';
      const sha = await origin.commit('one', { '.travis.yml': yml });
      const sealedPrivateKey = secrets.seal(theirs.privateKey);
      await library(p, other, { publicKey: theirs.publicKey, sealedPrivateKey });
      const { request, jobs } = await push(p, { sha });
      const [entry] = (jobs[0]?.config['env'] ?? []) as { secure: string }[];
      expect(entry?.secure).not.toBe(secure);
      expect(secrets.decryptWith(p.keys.privateKey, entry?.secure ?? '')).toBe('TOKEN=sesame');
      expect(JSON.stringify(await p.store.requests.messages(request.id))).not.toContain('unopened');
    } finally {
      await other.remove();
    }
  });

  it('are read from other repositories, unless they are private', async () => {
    const other = await createTestRepository('library');
    try {
      await other.commit('lib', { 'base.yml': 'env: {global: [FROM=library]}\n' });
      const yml = 'import: owner/library:base.yml@main\nscript: true\n';
      const sha = await origin.commit('one', { '.travis.yml': yml });
      const p = await start();
      const lib = await library(p, other);
      expect(JSON.stringify((await push(p, { sha })).jobs)).toContain('library');
      await p.store.repositories.update(lib.id, { private: true });
      const { request, jobs } = await push(p, { sha });
      expect(JSON.stringify(jobs.map((job) => job.config))).not.toContain('library');
      expect(JSON.stringify(await p.store.requests.messages(request.id))).not.toContain(
        'visibility',
      );
    } finally {
      await other.remove();
    }
  });

  it.each([
    ['of the owner, into a public one', {}, { private: true }],
    ['of the owner, which does not allow it', { private: true }, { private: true }],
  ])('of a private repository %s tell no more than of none at all', async (_what, own, more) => {
    const other = await createTestRepository('library');
    try {
      await other.commit('lib', { 'base.yml': 'env: {global: [FROM=library]}\n' });
      const p = await start();
      await p.store.repositories.update(p.repository.id, own);
      await library(p, other, more);
      const told = async (name: string) => {
        const yml = `import: owner/${name}:base.yml@main\nscript: true\n`;
        const sha = await origin.commit(name, { '.travis.yml': yml });
        const { request, build, jobs } = await push(p, { sha });
        const messages = await p.store.requests.messages(request.id);
        const seen = { state: build?.state, config: jobs[0]?.config, reason: jobs[0]?.reason };
        return JSON.stringify({ ...seen, rule: request.rule, text: request.message, messages });
      };
      const hidden = await told('library');
      expect(hidden).toContain('owner/library is not known here, or its files may not be imported');
      expect(hidden.replaceAll('library', 'nothing')).toBe(await told('nothing'));
    } finally {
      await other.remove();
    }
  });
});

describe('newer builds', () => {
  it.each([
    ['push', { auto_cancel_pushes: true }, 1],
    ['push', { auto_cancel_pushes: false }, 0],
    ['push', { auto_cancel_pull_requests: true }, 0],
    ['api', { auto_cancel_pushes: true }, 0],
  ] as const)('cancel older ones of the branch: %s %j', async (eventType, settings, count) => {
    const sha = await origin.commit('one', { '.travis.yml': 'script: true\n' });
    const p = await start({ settings });
    const older = await push(p, { sha, eventType });
    const other = await push(p, { sha, eventType, branch: 'other', ref: 'refs/heads/other' });
    const newer = await push(p, { sha, eventType });
    await vi.waitFor(() => expect(canceled).toHaveLength(count), 60_000);
    if (count > 0)
      expect(canceled).toMatchObject([
        { buildId: older.build?.id, auto: { byBuildId: newer.build?.id, running: false } },
      ]);
    expect(other.build).toBeDefined();
  });

  it('cancel older ones of the pull request, and of no other', async () => {
    const yml = { '.travis.yml': 'script: true\n' };
    const [sha, next] = [await origin.commit('one', yml), await origin.commit('two', yml)];
    const p = await start({ settings: { auto_cancel_pull_requests: true } });
    const told = (number: number, headSha: string) =>
      push(p, {
        ...{ eventType: 'pull_request', ref: `refs/pull/${number}/merge`, sha: headSha },
        pullRequest: pullRequest({ number, headSha }),
      });
    await origin.git('update-ref', 'refs/pull/7/merge', sha);
    await origin.git('update-ref', 'refs/pull/8/merge', sha);
    const older = await told(7, sha);
    const other = await told(8, sha);
    await origin.git('update-ref', 'refs/pull/7/merge', next);
    const newer = await told(7, next);
    await vi.waitFor(() => expect(canceled).toHaveLength(1), 60_000);
    expect(canceled).toMatchObject([
      { buildId: older.build?.id, auto: { byBuildId: newer.build?.id, running: false } },
    ]);
    expect(other.build).toBeDefined();
  });
});

describe('pushes that are told late, twice or in another order', () => {
  const yml = { '.travis.yml': 'script: true\n' };
  const told = async (p: Platform, before: string | null, sha: string) => {
    const { repository } = p;
    const event = { ...PUSH, sha, beforeSha: before };
    const stored = await p.store.transaction((tx) => storeRequest(tx, repository, event));
    if (!stored) return undefined;
    const request = await finished(p, stored.id);
    return {
      request,
      build: request.buildId ? await p.store.builds.get(request.buildId) : undefined,
    };
  };

  it('are built once and ranked below, and leave branch, badge and previous state to the newer one', async () => {
    const [a, b, c] = [
      await origin.commit('a', yml),
      await origin.commit('b', yml),
      await origin.commit('c', yml),
    ];
    const p = await start({ settings: { auto_cancel_pushes: true } });
    await told(p, null, a);
    const newest = await told(p, a, c);
    await p.store.builds.transition(newest!.build!.id, { from: ['created'], to: 'failed' });
    canceled = [];
    const late = await told(p, a, b);
    expect(late?.request).toMatchObject({
      result: 'approved',
      rule: 'told-late',
      message: expect.stringContaining(`build 2 of ${c.slice(0, 7)}`) as string,
    });
    expect(late?.build).toMatchObject({ newerBuildId: newest?.build?.id, previousState: null });
    await vi.waitFor(() =>
      expect(canceled).toMatchObject([
        { buildId: late?.build?.id, auto: { byBuildId: newest?.build?.id } },
      ]),
    );
    const lastBuildId = newest?.build?.id;
    expect(await p.store.branches.get(p.repository.id, 'main')).toMatchObject({ lastBuildId });
    expect(await p.store.repositories.get(p.repository.id)).toMatchObject({ lastBuildId });
    await p.store.builds.transition(late!.build!.id, { from: ['created'], to: 'passed' });
    const badge = { repositoryId: p.repository.id, branch: 'main', inOrder: true } as const;
    expect((await p.store.builds.list(badge, { limit: 1 })).rows[0]?.id).toBe(lastBuildId);
    // Told once more, under any id: nothing is built again.
    expect((await told(p, b, c))?.request).toMatchObject({ rule: 'repeated-push', buildId: null });
    expect((await told(p, a, b))?.request).toMatchObject({ rule: 'repeated-push', buildId: null });
    const d = await origin.commit('d', yml);
    expect((await told(p, c, d))?.build).toMatchObject({
      newerBuildId: null,
      previousState: 'failed',
    });
  });

  it('of a pull request do not supersede its newer head', async () => {
    const [a, b] = [await origin.commit('a', yml), await origin.commit('b', yml)];
    await origin.git('update-ref', 'refs/pull/7/merge', b);
    const p = await start({ settings: { auto_cancel_pull_requests: true } });
    const pull = { eventType: 'pull_request', ref: 'refs/pull/7/merge', sha: b } as const;
    const newer = await push(p, { ...pull, pullRequest: pullRequest({ headSha: b }) });
    const late = await push(p, { ...pull, pullRequest: pullRequest({ headSha: a }) });
    expect(late.request).toMatchObject({ rule: 'older-head', buildId: null });
    expect(late.request.message).toContain(`build ${newer.build?.number} of ${b.slice(0, 7)}`);
    expect(canceled).toEqual([]);
    const again = await push(p, { ...pull, pullRequest: pullRequest({ headSha: b }) });
    expect(again.build).toBeDefined();
  });

  it('count in the order in which they come where the host cannot compare', async () => {
    const [a, b, c] = [
      await origin.commit('a', yml),
      await origin.commit('b', yml),
      await origin.commit('c', yml),
    ];
    const p = await start({
      provider: (real) =>
        ({ ...real, head: undefined, isAncestor: undefined }) as unknown as VcsProvider,
    });
    const built = [await told(p, null, a), await told(p, a, c), await told(p, a, b)];
    expect(built.map((one) => one?.build?.newerBuildId)).toEqual([null, null, built[1]?.build?.id]);
  });
});

describe('a repository that has moved at its host', () => {
  /** The host's names of ids; the commits are those of the repository here. */
  const hostOf =
    (names: Map<string, string>) =>
    (real: VcsProvider): VcsProvider => ({
      ...real,
      locate: async ({ repository: { vcsId } }) => {
        const slug = names.get(String(vcsId));
        if (slug === undefined) throw new ExternalHostError('TURNPIKE_HOST_REFUSED', 'none shown');
        return {
          ...{ vcsId, slug, cloneUrl: `https://host.example/${slug}.git`, htmlUrl: null },
          ...{ private: true, fork: false, defaultBranch: 'main', description: null },
          ownerType: 'organization',
        };
      },
      missed: async (r, cursor) => {
        const access = { ...r, repository: { ...r.repository, cloneUrl: origin.path } };
        return real.missed(access, cursor);
      },
      commit: (r, ref) =>
        real.commit({ ...r, repository: { ...r.repository, cloneUrl: origin.path } }, ref),
      file: (r, path, ref) =>
        real.file({ ...r, repository: { ...r.repository, cloneUrl: origin.path } }, path, ref),
    });
  const PLACE = { vcsId: '7', cloneUrl: 'https://host.example/owner/repo.git' };

  it('is followed with its builds, and goes on being asked', async () => {
    await origin.commit('one', { '.travis.yml': 'script: true\n' });
    const names = new Map([['7', 'owner/repo']]);
    const p = await start({
      config: { pollSeconds: { git: 0.2 } },
      provider: hostOf(names),
      repository: PLACE,
    });
    const now = () => p.store.repositories.get(p.repository.id);
    const builds = async () =>
      (await p.store.builds.list({ repositoryId: p.repository.id }, { limit: 9 })).rows.length;
    await vi.waitFor(async () => expect(await builds()).toBe(1), 60_000);
    names.set('7', 'acme/engine');
    await vi.waitFor(
      async () => expect(await now()).toMatchObject({ slug: 'acme/engine' }),
      60_000,
    );
    expect(await now()).toMatchObject({
      cloneUrl: 'https://host.example/acme/engine.git',
      private: true,
      hostFault: null,
      moved: { from: 'owner/repo' },
    });
    expect(await p.store.owners.byLogin('acme')).toMatchObject({ type: 'organization' });
    await origin.commit('two', { '.travis.yml': 'script: false\n' });
    await vi.waitFor(async () => expect(await builds()).toBe(2), 60_000);
    const fact = p.host.resolve(tokens.factSources).find(({ id }) => id === 'gatekeeper-hosts');
    expect(await fact?.look()).toMatchObject({
      state: 'ok',
      text: expect.stringContaining('owner/repo is acme/engine at its host since') as string,
    });
  });

  it('changes names with another, each with its own builds', async () => {
    await origin.commit('one', { '.travis.yml': 'script: true\n' });
    const names = new Map([
      ['7', 'owner/repo'],
      ['8', 'owner/other'],
    ]);
    const p = await start({
      config: { pollSeconds: { git: 0.2 } },
      provider: hostOf(names),
      repository: PLACE,
    });
    const other = await p.store.repositories.insert({
      ...RECORD,
      ...{ ownerId: p.owner.id, name: 'other', vcsId: '8' },
      cloneUrl: 'https://host.example/owner/other.git',
    });
    names.set('7', 'owner/other').set('8', 'owner/repo');
    await p.store.emit('repository:changed', { repositoryId: other.id });
    const slugs = async () =>
      (
        await Promise.all([p.repository.id, other.id].map((id) => p.store.repositories.get(id)))
      ).map((row) => row?.slug);
    await vi.waitFor(
      async () => expect(await slugs()).toEqual(['owner/other', 'owner/repo']),
      60_000,
    );
  });

  it('keeps the name that it was given here', async () => {
    const names = new Map([['7', 'owner/repo']]);
    const p = await start({
      config: { pollSeconds: { git: 0.2 } },
      provider: hostOf(names),
      repository: { ...PLACE, name: 'ours' },
    });
    names.set('7', 'acme/engine');
    const now = () => p.store.repositories.get(p.repository.id);
    const cloneUrl = 'https://host.example/acme/engine.git';
    await vi.waitFor(async () => expect(await now()).toMatchObject({ cloneUrl }), 60_000);
    expect(await now()).toMatchObject({ slug: 'owner/ours', moved: null });
  });

  it('that its host shows no more is told of, and is not mixed up with what has its name', async () => {
    await origin.commit('one', { '.travis.yml': 'script: true\n' });
    const names = new Map([['7', 'owner/repo']]);
    const p = await start({
      config: { pollSeconds: { git: 0.2 } },
      provider: hostOf(names),
      repository: PLACE,
    });
    const now = () => p.store.repositories.get(p.repository.id);
    await vi.waitFor(async () => expect((await now())?.vcsCursor).not.toBe(null), 60_000);
    const { vcsCursor } = (await now())!;
    names.delete('7');
    names.set('9', 'owner/repo');
    await origin.commit('of the other', { '.travis.yml': 'script: false\n' });
    await vi.waitFor(
      async () => expect((await now())?.hostFault).toMatchObject({ message: 'none shown' }),
      60_000,
    );
    expect((await now())?.vcsCursor).toBe(vcsCursor);
  });
});

describe('a host that cannot be asked', () => {
  it('is told of with the repository and to administrators, until it answers', async () => {
    await origin.commit('one', { '.travis.yml': 'script: true\n' });
    const p = await start({ config: { pollSeconds: { git: 0.2 } } });
    const now = () => p.store.repositories.get(p.repository.id);
    await vi.waitFor(async () => expect((await now())?.vcsCursor).not.toBe(null), 15_000);
    expect(await now()).toMatchObject({ hostFault: null });
    await rename(origin.path, `${origin.path}.moved`);
    await vi.waitFor(async () => expect((await now())?.hostFault).not.toBe(null), 15_000);
    const fault = (await now())?.hostFault;
    expect(fault).toMatchObject({
      code: 'TURNPIKE_HOST_REFUSED',
      message: expect.stringContaining(origin.path) as string,
      wayOut: expect.stringContaining('turnpike repo set-url owner/repo') as string,
    });
    const fact = p.host.resolve(tokens.factSources).find(({ id }) => id === 'gatekeeper-hosts');
    expect(await fact?.look()).toMatchObject({
      state: 'warning',
      text: expect.stringContaining('owner/repo cannot be asked since') as string,
    });
    await rename(`${origin.path}.moved`, origin.path);
    await vi.waitFor(async () => expect((await now())?.hostFault).toBe(null), 15_000);
    expect(await fact?.look()).toMatchObject({ state: 'ok' });
  });

  it('answers a request that waits for it, while it is tried again', async () => {
    await origin.commit('one', { '.travis.yml': 'script: true\n' });
    const p = await start({
      config: { retrySeconds: 60 },
      provider: () =>
        ({
          commit: async () => {
            throw new ExternalHostError('TURNPIKE_HOST_UNAVAILABLE', 'git: the host is on holiday');
          },
        }) as Partial<VcsProvider> as VcsProvider,
    });
    const { id } = await ask(p, { eventType: 'api' });
    await vi.waitFor(async () =>
      expect(await p.store.requests.get(id)).toMatchObject({
        state: 'created',
        message: expect.stringMatching(/on holiday.*asked again in 60 s/) as string,
      }),
    );
  });
});

describe('a commit that is odd', () => {
  const raw = async (text: string) => {
    const file = `${origin.path}/../raw`;
    await writeFile(file, text);
    return origin.git('hash-object', '-t', 'commit', '-w', '--literally', file);
  };

  it('of megabytes, or with NUL in its message, is built like any other and holds nobody up', async () => {
    const one = await origin.commit('one', { '.travis.yml': 'script: true\n' });
    const tree = await origin.git('rev-parse', 'HEAD^{tree}');
    const head = `tree ${tree}\nparent ${one}\nauthor A <a@b> 1700000000 +0000\ncommitter A <a@b> 1700000000 +0000\n\n`;
    const large = await raw(`${head}${'🍌 long '.repeat(200_000)}`);
    const odd = await raw(`${head}before\0after`);
    const p = await start();
    for (const [sha, name] of [
      [large, 'large'],
      [odd, 'odd'],
      [one, 'main'],
    ] as const) {
      await origin.git('update-ref', `refs/heads/${name}`, sha);
      const { request, build, jobs } = await push(p, {
        sha,
        branch: name,
        ref: `refs/heads/${name}`,
      });
      expect(request).toMatchObject({ result: 'approved', attempts: 1 });
      expect(jobs.map(({ state }) => state)).toEqual(['created']);
      const { message } = (await p.store.commits.get(build?.commitId ?? 0))!;
      expect(message).not.toContain('\0');
      expect(message.length).toBeLessThanOrEqual(65_536);
      if (name === 'large') expect(message).toMatch(/^🍌 long .*…$/s);
      if (name === 'odd') expect(message).toBe('beforeafter');
    }
  });

  it('that cannot be handled for good is not tried again, and the next push goes on at once', async () => {
    const sha = await origin.commit('one', { '.travis.yml': 'script: true\n' });
    const p = await start({
      config: { retrySeconds: 60 },
      provider: (real) =>
        ({
          commit: async (r, ref) => {
            if (ref === 'a'.repeat(40)) throw new TypeError('no such thing');
            return real.commit(r, ref);
          },
        }) as Partial<VcsProvider> as VcsProvider,
    });
    const bad = await push(p, { sha: 'a'.repeat(40) });
    expect(bad.request).toMatchObject({ rule: 'internal-error', attempts: 1 });
    expect(bad.build).toMatchObject({ state: 'errored' });
    expect(bad.jobs[0]?.reason).toMatch(/TURNPIKE_INTERNAL.*TypeError.*not tried again/);
    expect((await push(p, { sha })).build).toMatchObject({ state: 'created' });
  });

  it.each([
    [
      'a commit that is gone',
      { sha: 'd'.repeat(40) },
      /dddd.* is not in the repository; branch main is at/,
    ],
    [
      'a branch that never was',
      { eventType: 'api', ref: 'refs/heads/no', branch: 'no' },
      /^There is no branch no in/,
    ],
    [
      'a tag that never was',
      { eventType: 'api', ref: 'refs/tags/v9', branch: 'v9', tag: 'v9' },
      /no tag v9/,
    ],
    [
      'a branch that went',
      { sha: 'd'.repeat(40), ref: 'refs/heads/no', branch: 'no' },
      /there is no branch no now/,
    ],
  ] as const)('is missing for the reason that is known: %s', async (_what, patch, message) => {
    await origin.commit('one', { '.travis.yml': 'script: true\n' });
    const p = await start();
    const { request } = await push(p, patch as Partial<NewRequest>);
    expect(request).toMatchObject({
      result: 'rejected',
      rule: 'missing-commit',
      message: expect.stringMatching(message) as string,
    });
    expect(request.message).not.toMatch(/forced push/);
  });

  it('25. is waited for where the branch is still shown as it was before the push', async () => {
    const before = await origin.commit('one', { '.travis.yml': 'script: true\n' });
    const p = await start({ config: { retrySeconds: 3 } });
    const sha = await origin.commit('two', { '.travis.yml': 'script: two\n' });
    // It is told of before it is there.
    await origin.git('bundle', 'create', '.git/two', 'main');
    await origin.git('reset', '--quiet', '--hard', before);
    await origin.git('reflog', 'expire', '--expire=now', '--all');
    await origin.git('gc', '--quiet', '--prune=now');
    const { id } = await ask(p, { sha, beforeSha: before, guid: 'told by a hook' });
    const said = async () => (await p.store.requests.get(id))?.message;
    await expect.poll(said, { timeout: 60_000 }).toMatch(/not shown by its host yet/);
    await origin.git('pull', '--quiet', '.git/two', 'main');
    const request = await finished(p, id);
    expect(request.attempts).toBeGreaterThan(1);
    // A look may be quicker than the next try: the push is built once all the same.
    if (request.result !== 'approved') expect(request.rule).toBe('repeated-push');
    const { rows } = await p.store.builds.list({ repositoryId: p.repository.id }, { limit: 9 });
    const commits = await p.store.commits.many(rows.map(({ commitId }) => commitId));
    expect([...commits.values()].filter((one) => one.sha === sha)).toHaveLength(1);
  });

  it('is waited for no longer than a few tries', async () => {
    const before = await origin.commit('one', { '.travis.yml': 'script: true\n' });
    const p = await start({ config: { retrySeconds: 0.05 } });
    const { request } = await push(p, { sha: 'd'.repeat(40), beforeSha: before });
    expect(request).toMatchObject({ result: 'rejected', rule: 'missing-commit' });
    expect(request.attempts).toBeGreaterThan(1);
  });
});

describe('polling', () => {
  it('builds what is pushed, each push once, however often it is told', async () => {
    await origin.commit('one', { '.travis.yml': 'script: true\n' });
    await origin.git('branch', 'old');
    const p = await start({ config: { pollSeconds: { git: 0.2 } } });
    const builds = async () =>
      (await p.store.builds.list({ repositoryId: p.repository.id }, { limit: 50 })).rows;
    await expect.poll(builds, { timeout: 60_000 }).toHaveLength(1);
    // The branch comes with its commit: a look in between would find it at the first one, and build that.
    await origin.git('checkout', '--quiet', '--detach');
    await origin.commit('two', { '.travis.yml': 'script: two\n' });
    await origin.git('branch', 'topic');
    await expect.poll(builds, { timeout: 60_000 }).toHaveLength(2);
    await sleep(1500);
    expect((await builds()).map(({ branch }) => branch).sort()).toEqual(['main', 'topic']);
    await origin.git('checkout', '--quiet', 'main');
    await origin.git('branch', '-D', 'topic');
    await expect
      .poll(async () => (await p.store.branches.get(p.repository.id, 'topic'))?.exists, {
        timeout: 60_000,
      })
      .toBe(false);
  });

  it.each(['refs/heads/main', 'refs/tags/v1'])(
    'makes the newest what %s was pushed back to while no delivery came',
    async (ref) => {
      const yml = { '.travis.yml': 'script: true\n' };
      const a = await origin.commit('a', yml);
      const tag = ref.startsWith('refs/tags/') ? 'v1' : null;
      const about = { ref, branch: tag ?? 'main', tag };
      const p = await start();
      const look = () => p.store.emit('repository:changed', { repositoryId: p.repository.id });
      const built = async (): Promise<readonly (string | undefined)[]> => {
        const pushed = await p.store.builds.pushed(p.repository.id, about, 50);
        return pushed.filter(({ newerBuildId }) => newerBuildId === null).map(({ sha }) => sha);
      };
      const requests = async () =>
        (await p.store.requests.list(p.repository.id, { limit: 50 })).rows;
      await look();
      await expect
        .poll(async () => (await p.store.repositories.get(p.repository.id))?.vcsCursor)
        .toContain(a);
      await origin.git('update-ref', ref, a);
      await look();
      await expect.poll(built, { timeout: 60_000 }).toEqual([a]);
      const b = await origin.commit('b', yml);
      await origin.git('update-ref', ref, b);
      // A hook tells of it; nothing tells that it was taken back.
      await push(p, { ...about, sha: b, beforeSha: a, guid: 'told by a hook' });
      await origin.git('update-ref', ref, a);
      await look();
      await expect.poll(built, { timeout: 60_000 }).toEqual([a, b, a]);
      for (let again = 0; again < 3; again++) await look();
      await origin.git('update-ref', 'refs/heads/after', b);
      await look();
      await expect
        .poll(async () => (await requests()).filter((one) => one.branch === 'after'))
        .toHaveLength(1);
      expect((await requests()).filter((one) => one.ref === ref)).toHaveLength(3);
    },
  );

  it.each([
    [undefined, 1],
    [0.1, 2],
  ])(
    'keeps the pause that a provider asks for, but for the administrator: %s',
    async (git, least) => {
      let asked = 0;
      const p = await start({
        config: { pollSeconds: git === undefined ? {} : { git } },
        provider: () =>
          ({
            pollSeconds: 0.1,
            missed: async () => {
              asked++;
              return { events: [], cursor: 'c', againInSeconds: 1000 };
            },
          }) as Partial<VcsProvider> as VcsProvider,
      });
      await p.store.emit('repository:changed', { repositoryId: p.repository.id });
      await expect.poll(() => asked, { timeout: 60_000 }).toBeGreaterThanOrEqual(least);
      if (least > 1) return;
      await sleep(2500);
      expect(asked).toBe(1);
    },
  );

  it('looks again where it is asked to while it looks', async () => {
    let asked = 0;
    let goOn = () => {};
    const held = new Promise<void>((resolve) => (goOn = resolve));
    const p = await start({
      provider: (real) => ({
        ...real,
        missed: async () => {
          if (++asked === 1) await held;
          return { events: [], cursor: `look ${asked}` };
        },
      }),
    });
    await p.store.emit('repository:changed', { repositoryId: p.repository.id });
    await expect.poll(() => asked, { timeout: 20_000 }).toBe(1);
    await p.store.emit('repository:changed', { repositoryId: p.repository.id });
    // Both have come when the second has: events are told in order.
    await sleep(500);
    goOn();
    await expect.poll(() => asked, { timeout: 20_000 }).toBe(2);
  });

  it('goes on when one repository cannot be read', async () => {
    await origin.commit('one', { '.travis.yml': 'script: true\n' });
    const p = await start({
      config: { pollSeconds: { git: 0.2 } },
      repository: { cloneUrl: '/nonexistent' },
    });
    const good = await p.store.repositories.insert({
      ...RECORD,
      ownerId: p.owner.id,
      name: 'good',
      cloneUrl: origin.path,
    });
    await p.store.emit('repository:changed', { repositoryId: good.id });
    await expect
      .poll(
        async () => (await p.store.builds.list({ repositoryId: good.id }, { limit: 5 })).total,
        {
          timeout: 60_000,
        },
      )
      .toBe(1);
  });
});

describe('two gatekeepers', () => {
  /** A second process on the same tables, with a bus of its own: it only hears by its sweeps. */
  async function second(p: Platform, config: Readonly<Record<string, unknown>> = {}) {
    const host = await testPlugin(plugin, {
      faults: 'kept',
      config: { pollSeconds: { git: 1000 }, ...config },
      plugins: [vcsGit, travisYml],
      deps: [fake(tokens.commands, commands), fake(tokens.store, p.store)],
    });
    // The sealed values are of the first one's key, but the tables hold none that is read here.
    hosts.unshift(host);
    return host;
  }

  it('give each request one build, in order and without gaps', async () => {
    const p = await start();
    await second(p);
    const sha = await origin.commit('one', { '.travis.yml': 'script: true\n' });
    const requests: BuildRequest[] = [];
    for (let n = 0; n < 30; n++)
      requests.push(await ask(p, { sha, branch: `b${n}`, ref: `refs/heads/b${n}` }));
    const done = [];
    for (const { id } of requests) done.push(await finished(p, id));
    const builds = await Promise.all(done.map(({ buildId }) => p.store.builds.get(buildId ?? 0)));
    expect(builds.map((build) => build?.number)).toEqual(requests.map((_, index) => index + 1));
    expect(builds.map((build) => build?.branch)).toEqual(requests.map(({ branch }) => branch));
    expect((await p.store.builds.list({}, { limit: 100 })).total).toBe(30);
  });

  it('find one push once', async () => {
    await origin.commit('one', { '.travis.yml': 'script: true\n' });
    const p = await start({ config: { pollSeconds: { git: 0.1 } } });
    await second(p, { pollSeconds: { git: 0.1 } });
    for (let n = 0; n < 4; n++) {
      await origin.commit(`c${n}`, { n: String(n) });
      await sleep(1100);
    }
    const head = await origin.git('rev-parse', 'HEAD');
    const rows = async () => (await p.store.requests.list(p.repository.id, { limit: 50 })).rows;
    await expect.poll(async () => (await rows())[0]?.sha, { timeout: 60_000 }).toBe(head);
    const shas = (await rows()).map((row) => row.sha);
    expect(new Set(shas).size).toBe(shas.length);
  });

  it('take over what one that died had in hand', async () => {
    const sha = await origin.commit('one', { '.travis.yml': 'script: true\n' });
    const p = await start({ config: { slots: 1 }, repository: { active: true } });
    const request = await p.store.transaction((tx) =>
      tx.requests.insert({
        repositoryId: p.repository.id,
        ownerId: p.owner.id,
        eventType: 'push',
        ref: 'refs/heads/main',
        branch: 'main',
        sha,
      }),
    );
    const claimed = await p.store.requests.claim('dead', 1);
    expect(claimed?.id).toBe(request?.id);
    expect((await finished(p, request?.id ?? 0)).buildId).not.toBe(null);
    const late = await p.store.requests.finish(request?.id ?? 0, 'dead', { result: 'rejected' });
    expect(late).toBe(undefined);
  });

  it('are kept while one works on them longer than a lease', async () => {
    const sha = await origin.commit('one', { '.travis.yml': 'script: true\n' });
    const thefts: unknown[] = [];
    const p = await start({
      config: { leaseSeconds: 0.6 },
      provider: (real) =>
        ({
          file: async (r, path, ref) => {
            for (let at = 0; at < 5; at += 1) {
              await sleep(300);
              thefts.push(await p.store.requests.claim('thief', 60));
            }
            return real.file(r, path, ref);
          },
        }) as Partial<VcsProvider> as VcsProvider,
    });
    const { id } = await ask(p, { sha });
    expect((await finished(p, id)).buildId).not.toBe(null);
    expect(thefts.length).toBeGreaterThanOrEqual(5);
    expect(new Set(thefts)).toEqual(new Set([undefined]));
  });

  it('of which one comes too late change nothing', async () => {
    const sha = await origin.commit('one', { '.travis.yml': 'script: true\n' });
    let stolen = false;
    let thief: () => Promise<unknown> = async () => undefined;
    const p = await start({
      config: { leaseSeconds: 0.3, attempts: 2 },
      provider: (real) =>
        ({
          file: async (r, path, ref) => {
            if (!stolen) {
              stolen = true;
              // The process stands still: it renews nothing.
              Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 600);
              await thief();
            }
            return real.file(r, path, ref);
          },
        }) as Partial<VcsProvider> as VcsProvider,
    });
    thief = () => p.store.requests.claim('thief', 60);
    const { id } = await ask(p, { sha });
    await sleep(1500);
    expect(await p.store.requests.get(id)).toMatchObject({ state: 'processing', buildId: null });
    expect((await p.store.builds.list({}, { limit: 5 })).total).toBe(0);
    expect((await p.store.repositories.get(p.repository.id))?.nextBuildNumber).toBe(1);
  });
});

describe('preview', () => {
  it('shows jobs of a repository and of a bare text, and stores nothing', async () => {
    const sha = await origin.commit('one', { '.travis.yml': 'script: true\nenv: [A=1, A=2]\n' });
    const p = await start();
    const preview = p.host.resolve(tokens.requestPreview);
    const input = { ref: sha, configs: [], data: {} };
    expect((await preview.preview({ ...input, repositoryId: p.repository.id })).jobs).toHaveLength(
      2,
    );
    const configs = [{ config: 'script: x', mode: null }];
    expect((await preview.preview({ ...input, configs, repositoryId: null })).jobs).toHaveLength(1);
    await expect(preview.preview({ ...input, repositoryId: 999 })).rejects.toMatchObject({
      code: 'TURNPIKE_NOT_FOUND',
    });
    expect((await p.store.builds.list({}, { limit: 5 })).total).toBe(0);
  });

  /** Conditions of every kind that an API request can answer, and branches that differ. */
  const condition = fc.constantFrom(
    'branch = main',
    'branch = other',
    'branch IN (main, dev)',
    'type = api',
    'type = push',
    'sender = ada',
    'sender IS present',
    'tag IS blank',
    'tag = v1',
    'commit_message =~ /deploy/',
    'commit_message = "two"',
    'fork = false',
    'head_branch = main',
    'repo = owner/repo',
    'env(PLAIN) = yes',
    'env(SECRET) = sesame',
    'NOT branch = main OR sender = bob',
  );
  const file = fc.record({
    root: fc.option(condition, { nil: undefined }),
    jobs: fc.array(condition, { minLength: 1, maxLength: 4 }),
    only: fc.option(fc.constantFrom('main', 'other'), { nil: undefined }),
  });
  const request = fc.record({
    sender: fc.constantFrom('ada', 'bob', null),
    message: fc.constantFrom('deploy it', '[skip ci] no', null),
    branch: fc.constantFrom('main', 'other'),
    config: fc.option(fc.constantFrom('env: [X=1, X=2]', 'if: branch = main'), { nil: undefined }),
    mergeMode: fc.constantFrom('deep_merge_append', 'replace', null),
    older: fc.boolean(),
  });

  it('says what the triggered build then contains', async () => {
    const p = await start();
    const secrets = p.host.resolve(tokens.secrets);
    const variable = { repositoryId: p.repository.id, branch: null };
    await p.store.repositories.putEnvVar({
      ...variable,
      name: 'PLAIN',
      value: 'yes',
      public: true,
    });
    await p.store.repositories.putEnvVar({
      ...variable,
      name: 'SECRET',
      value: secrets.seal('sesame'),
      public: false,
    });
    const preview = p.host.resolve(tokens.requestPreview);
    await fc.assert(
      fc.asyncProperty(file, request, async ({ root, jobs, only }, asked) => {
        const yml = JSON.stringify({
          script: 'true',
          ...(root === undefined ? {} : { if: root }),
          ...(only === undefined ? {} : { branches: { only: [only] } }),
          jobs: { include: jobs.map((one, at) => ({ name: `job ${at}`, if: one })) },
        });
        const first = await origin.commit('one', { '.travis.yml': yml });
        await origin.commit('two', { '.travis.yml': yml, other: String(Math.random()) });
        const { branch, sender, message, mergeMode } = asked;
        await origin.git('branch', '--force', 'other', 'HEAD');
        const configs = asked.config === undefined ? [] : [{ config: asked.config, mode: null }];
        const sha = asked.older ? first : null;
        const ref = `refs/heads/${branch}`;
        const seen = await preview
          .preview({
            repositoryId: p.repository.id,
            ref: branch,
            configs,
            data: {},
            request: { ref, branch, tag: null, sha, message, sender, mergeMode, trusted: true },
          })
          .catch((error: { readonly message: string }) => ({
            jobs: [],
            rejection: undefined,
            error,
          }));
        const { id } = await ask(p, {
          eventType: 'api',
          ref,
          branch,
          sha,
          commitMessage: message,
          sender,
          configs,
          mergeMode,
        });
        const done = await finished(p, id);
        expect(seen.rejection?.rule ?? null).toBe(done.rule);
        const built = done.buildId === null ? [] : await p.store.jobs.ofBuild(done.buildId);
        const isErrored = 'error' in seen;
        if (!isErrored) expect(seen.jobs).toEqual(built.map(({ config }) => config));
      }),
      { numRuns: 10 },
    );
  }, 180_000);

  it('tells who may only read nothing of secrets by conditions of their own', async () => {
    await origin.commit('one', { '.travis.yml': 'script: true\n' });
    const p = await start();
    const value = p.host.resolve(tokens.secrets).seal('sesame');
    await p.store.repositories.putEnvVar({
      repositoryId: p.repository.id,
      branch: null,
      name: 'SECRET',
      value,
      public: false,
    });
    const preview = p.host.resolve(tokens.requestPreview);
    const configs = [{ config: 'jobs: {include: [{if: env(SECRET) = sesame}]}', mode: 'replace' }];
    const of = (trusted: boolean) => ({
      repositoryId: p.repository.id,
      ref: 'main',
      configs,
      data: {},
      request: {
        ref: 'refs/heads/main',
        branch: 'main',
        tag: null,
        sha: null,
        message: null,
        sender: 'eve',
        mergeMode: null,
        trusted,
      },
    });
    const [closed, open] = [await preview.preview(of(false)), await preview.preview(of(true))];
    expect(closed.jobs).not.toEqual(open.jobs);
  });
});
