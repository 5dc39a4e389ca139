import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  ConfigError,
  InputError,
  tokens,
  type Commands,
  type LogReader,
  type Principal,
  type Repository,
  type VcsProvider,
} from '@turnpike/sdk';
import { definePlugin } from '@turnpike/sdk';
import type { Store } from '@turnpike/sdk/store';
import { fake, testPlugin, type TestHost } from '@turnpike/sdk/testing';
import { plugin } from './plugin.js';

type Body = Readonly<Record<string, never>> & Readonly<Record<string, unknown>>;
const ROLE = 'role-secret-0123456789';
const LOG = 'travis_fold:start:a\r\u001b[32mhello\u001b[0m\r\nworld\n';

let host: TestHost;
let store: Store;
let repository: Repository;
let asked: { name: string; input: unknown }[];
let refusal: { rule: string; message: string } | undefined;
let removed: unknown[];
const tokensOf: Record<string, string> = {};

beforeEach(async () => {
  asked = [];
  removed = [];
  refusal = undefined;
  await boot();
});
afterEach(() => host.stop());

async function boot(config: object = {}): Promise<void> {
  host = await testPlugin(plugin, {
    config,
    core: { tokens: { role: ROLE } },
    deps: [
      fake(tokens.commands, commands()),
      fake(tokens.logReader, logReader()),
      fake(tokens.vcsProviders, provider()),
      fake(tokens.logins, { id: 'local', title: 'Password', kind: 'password' as const }),
    ],
  });
  store = host.resolve(tokens.store);
  await fill();
}

function commands(): Commands {
  const answer = (name: string) => async (input: unknown) => {
    asked.push({ name, input });
    return refusal ? { accepted: false, ...refusal } : { accepted: true };
  };
  return {
    cancelJob: answer('cancelJob'),
    cancelBuild: answer('cancelBuild'),
    restartJob: answer('restartJob'),
    restartBuild: answer('restartBuild'),
  };
}

function logReader(): LogReader {
  const bytes = Buffer.from(LOG);
  return {
    info: async () => ({ end: bytes.length, sealed: true, lines: 2, parts: 1 }),
    async *read(_run, range) {
      yield bytes.subarray(range.from, range.to);
    },
    parts: async () => [{ number: 0, content: LOG, final: true }],
    search: async () => [],
    remove: async (run) => void removed.push(run),
  };
}

function provider(): VcsProvider {
  return {
    id: 'git',
    describe: '',
    async inspect(url: string) {
      if (!url.startsWith('/')) throw new InputError('TURNPIKE_INPUT_INVALID', 'None of mine.');
      return {
        vcsId: null,
        slug: `local${url}`,
        cloneUrl: url,
        htmlUrl: null,
        private: false,
        fork: false,
        defaultBranch: 'trunk',
        description: null,
        ownerType: 'user',
      };
    },
  } as unknown as VcsProvider;
}

/** One private repository with a build of two jobs; root, writer, reader and stranger. */
async function fill(): Promise<void> {
  const { secrets } = host.resolveAll({ secrets: tokens.secrets });
  const owner = await store.owners.ensure({ login: 'ada', type: 'organization' });
  repository = await store.repositories.insert({
    ownerId: owner.id,
    name: 'engine',
    vcsProvider: 'git',
    vcsId: null,
    cloneUrl: 'https://user:secret@example.com/ada/engine.git',
    htmlUrl: null,
    private: true,
    fork: false,
    defaultBranch: 'main',
    description: 'An engine',
    active: true,
  });
  for (const login of ['root', 'writer', 'reader', 'stranger']) {
    const user = await store.users.insert({
      login,
      name: null,
      email: null,
      admin: login === 'root',
    });
    const token = `token-of-${login}`;
    tokensOf[login] = token;
    await store.sessions.createToken({
      hash: secrets.hash(token),
      userId: user.id,
      name: 'test',
      scopes: ['*'],
    });
    if (login === 'writer') await store.users.setPermission(user.id, repository.id, 'write');
    if (login === 'reader') await store.users.setPermission(user.id, repository.id, 'read');
  }
  await addBuild();
}

async function addBuild(state: 'passed' | 'created' = 'passed'): Promise<number> {
  return store.transaction(async (tx) => {
    const commit = await tx.commits.insert({
      repositoryId: repository.id,
      sha: 'a'.repeat(40),
      ref: 'refs/heads/main',
      branch: 'main',
      tag: null,
      message: 'Add a wheel',
      compareUrl: null,
      authorName: 'Ada',
      authorEmail: 'ada@example.com',
      committerName: null,
      committerEmail: null,
      committedAt: 0,
    });
    const request = await tx.requests.insert({
      repositoryId: repository.id,
      ownerId: repository.ownerId,
      eventType: 'push',
      ref: 'refs/heads/main',
      branch: 'main',
    });
    const number = await tx.repositories.takeBuildNumber(repository.id);
    const build = await tx.builds.insert({
      repositoryId: repository.id,
      ownerId: repository.ownerId,
      requestId: request?.id ?? 0,
      commitId: commit.id,
      number,
      eventType: 'push',
      branch: 'main',
      tag: null,
      pullRequest: null,
      sender: 'writer',
      private: true,
      fastFinish: false,
      config: { language: 'shell' },
      previousState: null,
      state,
    });
    const [stage] = await tx.stages.insert([{ buildId: build.id, number: 1, name: 'Test' }]);
    await tx.jobs.insert(
      [1, 2].map((place) => ({
        buildId: build.id,
        stageId: stage?.id ?? null,
        repositoryId: repository.id,
        ownerId: repository.ownerId,
        number: `${number}.${place}`,
        stageNumber: `1.${place}`,
        name: null,
        allowFailure: false,
        config: { os: 'linux', env: [{ secure: 'cipher' }, 'A=1'] },
        needs: { os: 'linux', arch: 'amd64', labels: [] },
        trust: 'full' as const,
      })),
    );
    await tx.branches.ensure(repository.id, 'main');
    await tx.branches.setLastBuild(repository.id, 'main', build.id);
    await tx.repositories.setLastBuild(repository.id, build.id);
    return build.id;
  });
}

async function ask(who: string | null, address: string, body?: unknown) {
  const [method = 'GET', path = ''] = address.split(' ');
  const response = await host.request(path, {
    method,
    headers: {
      ...(who === null ? {} : { authorization: `token ${tokensOf[who] ?? who}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: (isJson ? JSON.parse(text) : {}) as Body,
  };
}

describe('who sees what', () => {
  const matrix = {
    'GET /v3/repo/1': { root: 200, writer: 200, reader: 200, stranger: 404, nobody: 401 },
    'GET /v3/repo/ada%2Fengine': {
      root: 200,
      writer: 200,
      reader: 200,
      stranger: 404,
      nobody: 401,
    },
    'GET /v3/build/1': { root: 200, writer: 200, reader: 200, stranger: 404, nobody: 401 },
    'GET /v3/job/1/log.txt': { root: 200, writer: 200, reader: 200, stranger: 404, nobody: 401 },
    'GET /v3/repo/1/env_vars': { root: 200, writer: 200, reader: 403, stranger: 404, nobody: 401 },
    'POST /v3/build/1/restart': { root: 202, writer: 202, reader: 403, stranger: 404, nobody: 401 },
    'POST /v3/job/1/cancel': { root: 202, writer: 202, reader: 403, stranger: 404, nobody: 401 },
    'POST /v3/repo/1/deactivate': {
      root: 200,
      writer: 403,
      reader: 403,
      stranger: 404,
      nobody: 401,
    },
    'GET /v3/repo/1/deliveries': {
      root: 200,
      writer: 403,
      reader: 403,
      stranger: 404,
      nobody: 401,
    },
    'GET /v3/system': { root: 200, writer: 403, reader: 403, stranger: 403, nobody: 401 },
    'DELETE /v3/repo/1': { writer: 403, reader: 403, stranger: 403, nobody: 401, root: 204 },
  } as const;

  it.each(Object.entries(matrix))('%s', async (address, expected) => {
    for (const [who, status] of Object.entries(expected)) {
      const answer = await ask(who === 'nobody' ? null : who, address);
      expect(answer.status, who).toBe(status);
    }
  });

  it('lists only what one may read, and counts it so', async () => {
    for (const [who, count] of Object.entries({ root: 1, writer: 1, reader: 1, stranger: 0 })) {
      const { body } = await ask(who, 'GET /v3/repos');
      expect(body['repositories'], who).toHaveLength(count);
      expect(body['@pagination'], who).toMatchObject({ count });
    }
  });

  it('shows public repositories to visitors only where configured', async () => {
    await store.repositories.update(repository.id, { private: false });
    expect((await ask(null, 'GET /v3/repo/1')).status).toBe(401);
    expect((await ask('stranger', 'GET /v3/repo/1')).status).toBe(200);
    expect((await ask('stranger', 'POST /v3/build/1/restart')).status).toBe(403);
    await host.stop();
    await boot({ public: true });
    expect((await ask(null, 'GET /v3/repo/1')).status).toBe(404);
    await store.repositories.update(repository.id, { private: false });
    expect((await ask(null, 'GET /v3/repo/1')).status).toBe(200);
    expect((await ask(null, 'GET /v3/repos')).body['repositories']).toHaveLength(1);
    expect((await ask(null, 'POST /v3/build/1/restart')).status).toBe(401);
  });

  it('lets the hook access.decide say otherwise', async () => {
    await host.stop();
    const closed = definePlugin({
      id: 'night',
      summary: 'Nobody restarts at night.',
      taps: ({ hooks }) =>
        hooks.access.decide.tapPromise('night', async ({ action, principal }) => {
          const isRoot = (principal as Extract<Principal, { kind: 'user' }>).login === 'root';
          return action === 'write' && !isRoot ? 'deny' : undefined;
        }),
    });
    host = await testPlugin(plugin, {
      plugins: [closed],
      deps: [fake(tokens.commands, commands()), fake(tokens.logReader, logReader())],
    });
    store = host.resolve(tokens.store);
    await fill();
    expect((await ask('writer', 'POST /v3/build/1/restart')).status).toBe(403);
    expect((await ask('writer', 'GET /v3/build/1')).status).toBe(200);
    expect((await ask('root', 'POST /v3/build/1/restart')).status).toBe(202);
  });

  it('holds tokens to their scopes, and a token makes none that may do more', async () => {
    const made = await ask('writer', 'POST /v3/user/tokens', { name: 'ci', scopes: ['read'] });
    expect(made.status).toBe(201);
    const token = String(made.body['token']);
    expect((await ask(token, 'GET /v3/build/1')).status).toBe(200);
    expect((await ask(token, 'POST /v3/build/1/restart')).status).toBe(403);
    expect((await ask(token, 'GET /v3/repo/1/env_vars')).status).toBe(403);
    const listed = await ask('writer', 'GET /v3/user/tokens');
    expect(listed.text).not.toContain(token);
    const id = made.body['id'];
    expect((await ask('writer', `DELETE /v3/user/token/${id}`)).status).toBe(204);
    expect((await ask(token, 'GET /v3/build/1')).status).toBe(401);
  });
});

describe('the envelope', () => {
  it('renders a build with what is asked for, and names what stands above', async () => {
    const include = 'build.commit,build.jobs,job.config,build.created_by,build.repository';
    const { body } = await ask('reader', `GET /v3/build/1?include=${include}`);
    expect(body).toMatchObject({
      '@type': 'build',
      '@href': '/v3/build/1',
      '@representation': 'standard',
      '@permissions': { read: true, cancel: false, restart: false },
      number: '1',
      state: 'passed',
      branch: { name: 'main', '@representation': 'minimal' },
      commit: { message: 'Add a wheel', author: { name: 'Ada' } },
      created_by: { login: 'writer' },
      repository: { slug: 'ada/engine', description: 'An engine' },
      stages: [{ name: 'Test' }],
    });
    const [job] = body['jobs'] as unknown as Body[];
    expect(job).toMatchObject({
      number: '1.1',
      config: { os: 'linux', env: ['[secure]', 'A=1'] },
      build: { '@href': '/v3/build/1' },
      waiting: { reason: expect.any(String) },
    });
    expect(JSON.stringify(body)).not.toContain('cipher');
    expect(JSON.stringify(body)).not.toContain('ada@example.com');
    expect(JSON.stringify(body)).not.toContain('user:secret');
  });

  it('keeps jobs id-only and nested things minimal where nothing is asked', async () => {
    const { body } = await ask('reader', 'GET /v3/build/1');
    expect(body['jobs']).toEqual([
      { '@type': 'job', '@href': '/v3/job/1', '@representation': 'minimal', id: 1 },
      { '@type': 'job', '@href': '/v3/job/2', '@representation': 'minimal', id: 2 },
    ]);
    expect(body['repository']).not.toHaveProperty('description');
  });

  it('pages, filters and warns of parameters it does not know', async () => {
    for (let made = 0; made < 4; made += 1) await addBuild('created');
    const first = await ask('reader', 'GET /v3/repo/1/builds?limit=2&flavour=x');
    expect(first.body['@warnings']).toMatchObject([{ parameter: 'flavour' }]);
    expect(first.body['builds']).toMatchObject([{ number: '5' }, { number: '4' }]);
    const page = first.body['@pagination'] as unknown as { next: { '@href': string } };
    expect(page).toMatchObject({ count: 5, is_first: true, is_last: false });
    const second = await ask('reader', `GET ${page.next['@href']}`);
    expect(second.body['builds']).toMatchObject([{ number: '3' }, { number: '2' }]);
    const passed = await ask('reader', 'GET /v3/repo/1/builds?build.state=passed,nonsense');
    expect(passed.body['builds']).toMatchObject([{ number: '1' }]);
    expect(
      (await ask('reader', 'GET /v3/repo/1/builds?build.number=3')).body['builds'],
    ).toHaveLength(1);
    expect((await ask('reader', 'GET /v3/repo/1/builds?limit=x')).status).toBe(400);
    expect((await ask('reader', 'GET /v3/build/1?include=build.nothing')).status).toBe(400);
  });

  it('says what is missing in the words of v3', async () => {
    expect((await ask('reader', 'GET /v3/build/99')).body).toMatchObject({
      '@type': 'error',
      error_type: 'not_found',
      resource_type: 'build',
      error_code: 'TURNPIKE_NOT_FOUND',
    });
    expect((await ask('reader', 'POST /v3/build/1/cancel')).body).toMatchObject({
      error_type: 'insufficient_access',
      permission: 'write',
    });
  });

  it('answers every list and object of the interface', async () => {
    const paths = [
      '/repos',
      '/owner/ada',
      '/owner/ada/repos',
      '/repo/1/branches?include=branch.last_build,branch.recent_builds',
      '/repo/1/branch/main',
      '/repo/1/builds',
      '/build/1/jobs',
      '/build/1/stages',
      '/build/1/config',
      '/build/1/notifications',
      '/job/1?include=job.config,job.build,job.stage,job.repository,job.commit,build.jobs',
      '/job/1/runs',
      '/job/1/log',
      '/job/1/log_parts',
      '/repo/1/requests?include=request.commit,request.builds',
      '/repo/1/request/1?include=request.config,request.raw_configs,request.messages',
      '/repo/1/request/1/messages',
      '/repo/1/settings',
      '/repo/1/crons',
      '/repo/1/notifications',
      '/jobs?job.state=created',
      '/system',
      '/ui',
      '/session',
      '/users',
    ];
    for (const path of paths) {
      const { status, body } = await ask('root', `GET /v3${path}`);
      expect([path, status]).toEqual([path, 200]);
      expect(body, path).toHaveProperty('@type');
    }
  });
});

describe('commands', () => {
  it('hands restarts and cancels to hub, with who asked', async () => {
    const answer = await ask('writer', 'POST /v3/build/1/restart', { only_failed: true });
    expect(answer.body).toMatchObject({
      '@type': 'pending',
      state_change: 'restart',
      resource_type: 'build',
      build: { id: 1 },
    });
    const userId = (await store.users.byLogin('writer'))?.id;
    expect(asked).toEqual([
      { name: 'restartBuild', input: { buildId: 1, userId, onlyFailed: true } },
    ]);
  });

  it('answers 409 with the words of a refusal', async () => {
    refusal = { rule: 'finished', message: 'It has finished.' };
    const answer = await ask('writer', 'POST /v3/job/1/cancel');
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({
      error_type: 'job_not_cancelable',
      error_message: 'It has finished.',
      details: { rule: 'finished' },
    });
  });
});

describe('logs', () => {
  it('sends raw bytes in a sandbox, whole or from an offset', async () => {
    await giveRun();
    const whole = await ask('reader', 'GET /v3/job/1/log.txt');
    expect(whole.text).toBe(LOG);
    expect(whole.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(whole.headers.get('content-security-policy')).toContain('sandbox');
    expect(whole.headers.get('x-log-end')).toBe(String(LOG.length));
    const range = (from: string) =>
      host.request('/v3/job/1/log.txt', {
        headers: { authorization: `token ${tokensOf['reader']}`, range: `bytes=${from}` },
      });
    const tail = await range('20-');
    expect([tail.status, await tail.text()]).toEqual([206, LOG.slice(20)]);
    expect((await range(`${LOG.length}-`)).status).toBe(416);
    const { body } = await ask('reader', 'GET /v3/job/1/log');
    expect(body).toMatchObject({
      content: LOG,
      sealed: true,
      run: 1,
      log_parts: [{ number: 0, final: true }],
    });
    expect((await ask('reader', 'GET /v3/job/1/log.txt?run=2')).status).toBe(404);
  });

  it('removes a log only when the job has ended, and says who did', async () => {
    const run = await giveRun();
    const early = await ask('writer', 'DELETE /v3/job/1/log');
    expect([early.status, early.body['error_type']]).toEqual([409, 'job_unfinished']);
    await store.jobs.transition(1, { from: ['received'], to: 'passed' });
    await store.runs.report(1, run, { seq: 1, state: 'passed' });
    const done = await ask('writer', 'DELETE /v3/job/1/log');
    expect(done.status).toBe(200);
    expect(removed).toEqual([{ jobId: 1, run }]);
    expect(done.body['content']).toMatch(/^Log removed by writer at /);
    expect((await ask('writer', 'DELETE /v3/job/1/log')).status).toBe(409);
  });

  async function giveRun(): Promise<number> {
    await store.jobs.transition(1, { from: ['created'], to: 'queued', queue: 'linux' });
    const claimed = await store.runs.claim({
      claimId: 'claim-0001',
      worker: 'w',
      queues: ['linux'],
      offers: { os: ['linux'], arch: ['amd64'], labels: [] },
    });
    return claimed?.run.run ?? 0;
  }
});

describe('requests', () => {
  it('stores an API request and says how many are left', async () => {
    const answer = await ask('writer', 'POST /v3/repo/1/requests', {
      request: { branch: 'main', message: 'Again', config: { script: 'true' } },
    });
    expect(answer.status).toBe(202);
    expect(answer.body).toMatchObject({ '@type': 'pending', remaining_requests: 9 });
    const id = (answer.body['request'] as unknown as { id: number }).id;
    expect(await store.requests.get(id)).toMatchObject({
      eventType: 'api',
      ref: 'refs/heads/main',
      sender: 'writer',
      configs: [{ config: '{"script":"true"}', mode: null }],
    });
  });

  it('refuses above the limit, bad names, and inactive repositories', async () => {
    for (const branch of ['a..b', '-x', 'a b', 'x.lock', 'a~1', '/a', '@{x']) {
      const { status } = await ask('writer', 'POST /v3/repo/1/requests', { branch });
      expect([branch, status]).toEqual([branch, 422]);
    }
    await store.repositories.update(repository.id, { settings: { api_builds_rate_limit: 1 } });
    expect((await ask('writer', 'POST /v3/repo/1/requests', {})).status).toBe(202);
    const over = await ask('writer', 'POST /v3/repo/1/requests', {});
    expect([over.status, over.body['error_type']]).toEqual([429, 'request_limit_reached']);
    expect(over.body).toMatchObject({ max_requests: 1, per_seconds: 3600 });
    await store.repositories.update(repository.id, { active: false });
    const inactive = await ask('writer', 'POST /v3/repo/1/requests', {});
    expect(inactive.body['error_type']).toBe('repository_inactive');
  });
});

describe('settings and secrets', () => {
  it('changes a setting of the right kind only', async () => {
    const patch = (name: string, value: unknown) =>
      ask('root', `PATCH /v3/repo/1/setting/${name}`, { value });
    expect((await patch('maximum_number_of_builds', 3)).body['value']).toBe(3);
    expect((await patch('build_pushes', false)).body['value']).toBe(false);
    expect((await patch('timeout_hard_limit', null)).status).toBe(200);
    expect((await patch('maximum_number_of_builds', -1)).status).toBe(400);
    expect((await patch('build_pushes', 'perhaps')).status).toBe(400);
    expect((await patch('nothing', 1)).status).toBe(404);
    expect((await store.repositories.get(1))?.settings).toMatchObject({
      maximum_number_of_builds: 3,
      build_pushes: false,
    });
  });

  it('seals secret variables, never shows them, and does not make them public without a value', async () => {
    const made = await ask('writer', 'POST /v3/repo/1/env_vars', {
      'env_var.name': 'KEY',
      'env_var.value': 'hunter2',
    });
    expect([made.status, made.body['value']]).toEqual([201, null]);
    const [row] = await store.repositories.envVars(1);
    expect(row?.value).not.toContain('hunter2');
    expect(host.resolve(tokens.secrets).open(row?.value ?? '')).toBe('hunter2');
    const path = `/v3/repo/1/env_var/${made.body['id']}`;
    expect((await ask('writer', `PATCH ${path}`, { public: true })).status).toBe(409);
    const open = await ask('writer', `PATCH ${path}`, { public: true, value: 'seen' });
    expect(open.body).toMatchObject({ public: true, value: 'seen' });
    const again = await ask('writer', 'POST /v3/repo/1/env_vars', { name: 'KEY', value: 'x' });
    expect([again.status, again.body['error_type']]).toEqual([409, 'duplicate_resource']);
    expect(
      (await ask('writer', 'POST /v3/repo/1/env_vars', { name: 'A B', value: '' })).status,
    ).toBe(400);
    expect((await ask('writer', `DELETE ${path}`)).status).toBe(204);
  });

  it('makes crons by interval or expression', async () => {
    const make = (interval: string, branch = 'main') =>
      ask('writer', `POST /v3/repo/1/branch/${branch}/cron`, { interval });
    expect((await make('daily')).status).toBe(201);
    expect((await make('*/5 * * * *')).body).toMatchObject({ interval: '*/5 * * * *' });
    expect((await ask('reader', 'GET /v3/repo/1/crons')).body['crons']).toHaveLength(1);
    expect((await make('sometimes')).status).toBe(422);
    expect((await make('daily', 'gone')).status).toBe(422);
  });
});

describe('repositories', () => {
  it('adds what a provider knows, with keys of its own', async () => {
    const made = await ask('root', 'POST /v3/repos', { clone_url: '/wheel' });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      slug: 'local/wheel',
      active: true,
      default_branch: { name: 'trunk' },
    });
    const id = Number(made.body['id']);
    const sealed = await store.repositories.sealed(id);
    expect(host.resolve(tokens.secrets).open(sealed?.privateKey ?? '')).toContain('PRIVATE KEY');
    expect(sealed?.webhookSecret).toBeTruthy();
    const key = await ask('root', `GET /v3/repo/${id}/key_pair/generated`);
    expect(key.body['public_key']).toContain('PUBLIC KEY');
    const again = await ask('root', 'POST /v3/repos', { clone_url: '/wheel' });
    expect([again.status, again.body['error_type']]).toEqual([409, 'duplicate_resource']);
    expect((await ask('root', 'POST /v3/repos', { clone_url: 'ftp://x' })).status).toBe(400);
  });

  it('paints badges for those who may see, and "unknown" for others', async () => {
    const shown = await ask('reader', 'GET /ada/engine.svg?branch=main');
    expect(shown.headers.get('content-type')).toContain('image/svg+xml');
    expect(shown.text).toContain('build: passing');
    for (const who of ['stranger', null]) {
      const hidden = await ask(who, 'GET /ada/engine.svg');
      expect([hidden.status, hidden.text.includes('build: unknown')]).toEqual([200, true]);
    }
    expect((await ask('root', 'GET /ada/nothing.svg')).text).toContain('build: unknown');
  });
});

describe('lint', () => {
  it('answers findings with sentences and one-based lines, and a text that cannot be read as an error', async () => {
    await host.stop();
    host = await testPlugin(plugin, {
      deps: [
        fake(tokens.commands, commands()),
        fake(tokens.logReader, logReader()),
        fake(tokens.configCompiler, {
          keys: [],
          jsonSchema: () => ({}),
          compile: async () => {
            throw new Error('not asked');
          },
          lint: async ({ text }) => {
            if (text === '{') {
              const details = { class: 'ParseError', line: 0, column: 1 };
              throw new ConfigError('TURNPIKE_YML_SYNTAX', 'No.', details);
            }
            return {
              config: { language: 'shell' },
              jobs: [{ os: 'linux', stage: 'test' }],
              origins: [{ from: 'root', index: 0 }],
              stages: [{ name: 'test' }],
              messages: [
                {
                  level: 'warn',
                  key: 'root',
                  code: 'unknown_key',
                  args: { key: 'sript' },
                  line: 2,
                },
              ],
            };
          },
        }),
      ],
    });
    store = host.resolve(tokens.store);
    await fill();
    const found = await ask('reader', 'POST /v3/lint', { content: 'sript: true' });
    expect(found.body).toMatchObject({
      '@type': 'lint',
      warnings: [{ key: ['root'], message: 'sript is not a known key.' }],
      messages: [{ level: 'warn', line: 3, text: 'sript is not a known key.' }],
      jobs: [{ stage: 'test', config: { os: 'linux' } }],
      error: null,
    });
    const broken = await ask('reader', 'POST /v3/lint', { content: '{' });
    expect(broken.body['error']).toEqual({
      code: 'TURNPIKE_YML_SYNTAX',
      message: 'No.',
      line: 1,
      column: 2,
    });
  });
});
