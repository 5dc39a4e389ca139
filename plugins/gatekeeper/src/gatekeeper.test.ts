import { setTimeout as sleep } from 'node:timers/promises';
import {
  ExternalHostError,
  tokens,
  type BuildRequest,
  type Commands,
  type EventName,
  type PullRequest,
  type Repository,
  type RepositorySettings,
  type VcsProvider,
} from '@turnpike/sdk';
import { storeNewRequest, type NewRequest, type Store } from '@turnpike/sdk/store';
import {
  createTestRepository,
  fake,
  testPlugin,
  type TestHost,
  type TestRepository,
} from '@turnpike/sdk/testing';
import { plugin as travisYml } from '@turnpike/plugin-travis-yml';
import { plugin as vcsGit } from '@turnpike/plugin-vcs-git';
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
    config,
    plugins: [vcsGit, travisYml],
    deps: [fake(tokens.commands, commands)],
  });
  hosts.push(host);
  if (setup.provider) {
    const [real] = host.resolve(tokens.vcsProviders);
    if (real) Object.assign(real, setup.provider({ ...real }));
  }
  const store = host.resolve(tokens.store);
  const owner = await store.owners.ensure({ login: 'owner', type: 'user' });
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
    { timeout: 10_000, interval: 20 },
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
      expect(JSON.stringify(await p.store.requests.messages(request.id))).toContain(
        'invalid_visibility',
      );
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
    await vi.waitFor(() => expect(canceled).toHaveLength(count));
    if (count > 0)
      expect(canceled).toMatchObject([
        { buildId: older.build?.id, auto: { byBuildId: newer.build?.id, running: false } },
      ]);
    expect(other.build).toBeDefined();
  });
});

describe('polling', () => {
  it('builds what is pushed, each push once, however often it is told', async () => {
    await origin.commit('one', { '.travis.yml': 'script: true\n' });
    await origin.git('branch', 'old');
    const p = await start({ config: { pollSeconds: { git: 0.2 } } });
    const builds = async () =>
      (await p.store.builds.list({ repositoryId: p.repository.id }, { limit: 50 })).rows;
    await expect.poll(builds, { timeout: 8000 }).toHaveLength(1);
    await origin.git('checkout', '--quiet', '-b', 'topic');
    await origin.commit('two', { '.travis.yml': 'script: two\n' });
    await expect.poll(builds, { timeout: 8000 }).toHaveLength(2);
    await sleep(1500);
    expect((await builds()).map(({ branch }) => branch).sort()).toEqual(['main', 'topic']);
    await origin.git('checkout', '--quiet', 'main');
    await origin.git('branch', '-D', 'topic');
    await expect
      .poll(async () => (await p.store.branches.get(p.repository.id, 'topic'))?.exists, {
        timeout: 8000,
      })
      .toBe(false);
  });

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
      await expect.poll(() => asked, { timeout: 8000 }).toBeGreaterThanOrEqual(least);
      if (least > 1) return;
      await sleep(2500);
      expect(asked).toBe(1);
    },
  );

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
          timeout: 8000,
        },
      )
      .toBe(1);
  });
});

describe('two gatekeepers', () => {
  /** A second process on the same tables, with a bus of its own: it only hears by its sweeps. */
  async function second(p: Platform, config: Readonly<Record<string, unknown>> = {}) {
    const host = await testPlugin(plugin, {
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
    await expect.poll(async () => (await rows())[0]?.sha, { timeout: 8000 }).toBe(head);
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
});
