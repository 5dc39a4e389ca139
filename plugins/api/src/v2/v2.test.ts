import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LOG, startTestApi, tokenOf, type TestApi } from '../testing/test-api.js';
import { plainLines } from './plain-lines.js';

const V2 = 'application/vnd.travis-ci.2+json';

let api: TestApi;
beforeEach(async () => {
  api = await startTestApi();
});
afterEach(() => api.stop());

interface Asked {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
  // oxlint-disable-next-line no-explicit-any -- shapes are what is tested here
  readonly body: Record<string, any>;
}

/** As Travis's command-line client asks: a version in `Accept`, forms for bodies. */
async function ask(
  who: string | null,
  address: string,
  body?: string,
  headers: Record<string, string> = {},
): Promise<Asked> {
  const [method = 'GET', path = '/'] = address.split(' ');
  const response = await api.host.request(path, {
    method,
    headers: {
      accept: V2,
      ...(who === null ? {} : { authorization: `token "${tokenOf(who)}"` }),
      ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  const { status } = response;
  return { status, text, headers: response.headers, body: isJson ? JSON.parse(text) : {} };
}

describe('version 2', () => {
  it('greets, at the root and below /api', async () => {
    expect((await ask(null, 'GET /')).body).toEqual({ hello: 'world' });
    expect((await ask(null, 'GET /api', undefined, { accept: '*/*' })).body).toEqual({
      hello: 'world',
    });
    expect((await ask(null, 'GET /uptime')).text).toBe('OK');
    expect((await ask(null, 'GET /config')).body).toMatchObject({
      config: { host: expect.any(String), notifications: { webhook: {} } },
    });
  });

  it('shows who asks, and to visitors nothing', async () => {
    const { body } = await ask('reader', 'GET /users/');
    expect(body).toMatchObject({ user: { login: 'reader', channels: ['private-user-3'] } });
    const { user } = body as unknown as { user: { id: number } };
    expect((await ask('reader', `GET /users/${user.id}`)).body).toEqual(body);
    expect((await ask('reader', `GET /users/${user.id + 1}`)).status).toBe(404);
    const refused = await ask(null, 'GET /users/');
    expect(refused.status).toBe(401);
    expect(refused.body).toMatchObject({ error: { message: expect.any(String) } });
  });

  it('has every attribute that the client would else ask for again', async () => {
    const { body } = await ask('reader', 'GET /repos/ada/engine');
    expect(body).toEqual({
      repo: {
        id: 1,
        slug: 'ada/engine',
        description: 'An engine',
        private: true,
        active: true,
        last_build_id: 1,
        last_build_number: '1',
        last_build_state: 'passed',
        last_build_duration: null,
        last_build_language: null,
        last_build_started_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}Z$/),
        last_build_finished_at: expect.stringMatching(/Z$/),
        github_language: null,
      },
    });
    expect((await ask('reader', 'GET /repos/1')).body).toEqual(body);
  });

  it.each([
    ['slug=ada/engine', 1],
    ['slug=ada/none', 0],
    ['owner_name=ada', 1],
    ['owner_name=grace', 0],
    ['search=eng', 1],
    ['member=reader', 1],
    ['member=writer', 0],
    ['ids[]=1&ids[]=99', 1],
    ['', 1],
  ])('lists repositories by %s', async (query, count) => {
    expect((await ask('reader', `GET /repos/?${query}`)).body['repos']).toHaveLength(count);
    expect((await ask('stranger', `GET /repos/?${query}`)).body['repos']).toHaveLength(0);
  });

  it('tells a repository that is called as a part of one', async () => {
    const owner = await api.store.owners.ensure({
      host: 'git',
      login: 'ada',
      type: 'organization',
    });
    const { publicKey: _key, id: _id, ...rest } = api.repository;
    await api.store.repositories.insert({ ...rest, ownerId: owner.id, vcsId: null, name: 'key' });
    expect((await ask('root', 'GET /repos/ada/key')).body).toMatchObject({
      repo: { slug: 'ada/key' },
    });
    expect((await ask('reader', 'GET /repos/ada/engine/key')).body).toMatchObject({
      key: expect.stringContaining('PUBLIC KEY'),
      fingerprint: expect.any(String),
    });
    expect((await ask('reader', 'GET /repos/1/key')).body).toHaveProperty('key');
    expect((await ask('writer', 'POST /repos/1/key')).status).toBe(403);
    expect((await ask('root', 'POST /repos/1/key')).status).toBe(200);
  });
});

describe('builds of version 2', () => {
  it('come with their commits, by number, before a number, and by ids', async () => {
    for (let made = 0; made < 3; made += 1) await api.addBuild();
    const numbers = async (query: string) => {
      const { body } = await ask('reader', `GET /builds/?repository_id=1${query}`);
      const builds = body['builds'] as { number: string; commit_id: number }[];
      const commits = body['commits'] as { id: number }[];
      expect(commits.map(({ id }) => id)).toEqual(builds.map((one) => one.commit_id));
      return builds.map(({ number }) => number);
    };
    expect(await numbers('')).toEqual(['4', '3', '2', '1']);
    expect(await numbers('&limit=2')).toEqual(['4', '3']);
    expect(await numbers('&after_number=3')).toEqual(['2', '1']);
    expect(await numbers('&after_number=99')).toEqual([]);
    expect(await numbers('&number=2')).toEqual(['2']);
    expect(await numbers('&event_type=push')).toHaveLength(4);
    expect(await numbers('&event_type=pull_request')).toEqual([]);
    const byIds = await ask('reader', 'GET /builds?ids[]=3&ids[]=1&ids[]=77');
    expect(byIds.body['builds']).toMatchObject([{ id: 3 }, { id: 1 }]);
    expect((await ask('stranger', 'GET /builds?ids[]=3')).body['builds']).toEqual([]);
    expect((await ask('reader', 'GET /builds?ids=a,b')).body['builds']).toEqual([]);
    expect((await ask('reader', 'GET /builds/?repository_id=1&number=x')).status).toBe(404);
  });

  it('are shown with their jobs, whose logs the client finds, and without secrets', async () => {
    const { body, text } = await ask('reader', 'GET /builds/1');
    expect(body).toMatchObject({
      build: {
        id: 1,
        repository_id: 1,
        number: '1',
        state: 'passed',
        event_type: 'push',
        pull_request: false,
        job_ids: [1, 2],
        config: { language: 'shell' },
      },
      commit: { sha: 'a'.repeat(40), branch: 'main', author_name: 'Ada', author_email: null },
      jobs: [
        { id: 1, number: '1.1', log_id: 1, build_id: 1, repository_slug: 'ada/engine' },
        { id: 2, number: '1.2', config: { os: 'linux', env: ['[secure]', 'A=1'] } },
      ],
    });
    expect(text).not.toContain('cipher');
    expect(text).not.toContain('ada@example.com');
    expect((await ask('reader', 'GET /jobs/2')).body).toMatchObject({
      job: { number: '1.2' },
      commit: { branch: 'main' },
    });
    expect((await ask('reader', 'GET /jobs?ids[]=2&ids[]=1')).body['jobs']).toHaveLength(2);
    expect((await ask('stranger', 'GET /jobs?ids[]=2')).body['jobs']).toEqual([]);
    expect((await ask('reader', 'GET /jobs?state=created')).body['jobs']).toHaveLength(2);
    expect((await ask('reader', 'GET /jobs?state=nonsense')).body['jobs']).toEqual([]);
    for (const path of ['/builds/1', '/jobs/1', '/repos/1', '/jobs/1/log'])
      expect([path, (await ask('stranger', `GET ${path}`)).status]).toEqual([path, 404]);
    expect((await ask('stranger', 'GET /builds/1')).body).toMatchObject({ file: 'not found' });
  });

  it('stand in the place of branches', async () => {
    const of = async (path: string) => (await ask('reader', `GET ${path}`)).body;
    const branches = await of('/branches?repository_id=1');
    expect(branches).toMatchObject({ branches: [{ id: 1 }], commits: [{ branch: 'main' }] });
    expect(branches['branches'][0]).not.toHaveProperty('event_type');
    expect(await of('/repos/1/branches/main')).toMatchObject({ branch: { id: 1 } });
    expect(await of('/repos/1/branches/no/such')).toEqual({ branch: null, commit: null });
  });

  it('are cancelled and restarted by who may, with a row in the audit log', async () => {
    const cancelled = await ask('writer', 'POST /builds/1/cancel');
    expect([cancelled.status, cancelled.text]).toEqual([204, '']);
    const restarted = await ask('writer', 'POST /jobs/1/restart');
    expect([restarted.status, restarted.body]).toEqual([
      202,
      { result: true, flash: [{ notice: expect.any(String) }] },
    ]);
    expect(api.asked.map(({ name }) => name)).toEqual(['cancelBuild', 'restartJob']);
    const { body } = await api.ask('root', 'GET /v3/audit');
    expect(body['audit_entries']).toMatchObject([
      { action: 'job.restart' },
      { action: 'build.cancel' },
    ]);
    expect((await ask('reader', 'POST /builds/1/cancel')).status).toBe(403);
    api.refusal = { rule: 'finished', message: 'It is over.' };
    const late = await ask('writer', 'POST /builds/1/cancel');
    expect([late.status, late.body]).toMatchObject([
      409,
      { error: { code: 'cant_cancel', message: 'It is over.' } },
    ]);
  });
});

describe('logs of version 2', () => {
  const CHUNKED = 'application/json; chunked=true; version=2';

  beforeEach(async () => {
    await api.store.jobs.transition(1, { from: ['created'], to: 'queued', queue: 'linux' });
    await api.store.runs.claim({
      claimId: 'claim-0001',
      worker: 'w',
      queues: ['linux'],
      offers: { os: ['linux'], arch: ['amd64'], labels: [] },
    });
  });

  it('are JSON or text, as the client accepts, to the last byte', async () => {
    const json = await ask('reader', 'GET /jobs/1/log');
    expect(json.body).toEqual({ log: { id: 1, job_id: 1, type: 'Log', body: LOG } });
    expect((await ask('reader', 'GET /logs/1')).text).toBe(json.text);
    const accept = 'text/plain; version=2';
    const plain = await ask('reader', 'GET /jobs/1/log', undefined, { accept });
    expect(plain.text).toBe(LOG);
    expect(plain.headers.get('content-type')).toContain('text/plain');
    expect(plain.headers.get('content-security-policy')).toContain('sandbox');
    const saved = await ask('reader', 'GET /jobs/1/log.txt?attachment=1&deansi=1');
    expect(saved.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(saved.text).toBe('hello\nworld\n');
  });

  it('are whole for who would take parts while they grow', async () => {
    const accept = `${CHUNKED}, application/json; version=2`;
    const whole = await ask('reader', 'GET /jobs/1/log', undefined, { accept });
    expect(whole.body).toMatchObject({ log: { body: LOG } });
    const orText = `${CHUNKED}, text/plain; version=2`;
    const text = await ask('reader', 'GET /jobs/1/log', undefined, { accept: orText });
    expect(text.text).toBe(LOG);
  });

  it('are parts while there is no log yet', async () => {
    const { body } = await ask('reader', 'GET /jobs/2/log', undefined, { accept: CHUNKED });
    expect(body).toEqual({ log: { id: 2, job_id: 2, type: 'Log', parts: [] } });
  });

  it('are removed by who may push, once the job is over', async () => {
    const remove = (who: string) => ask(who, 'PATCH /jobs/1/log', '{"reason":"a name in it"}');
    expect((await remove('reader')).status).toBe(403);
    expect((await remove('writer')).status).toBe(409);
    await api.store.jobs.transition(1, { from: ['received'], to: 'passed' });
    expect((await remove('writer')).body).toMatchObject({
      log: { removed_at: expect.any(String), removed_by: 'writer' },
    });
    expect(api.removed).toEqual([{ jobId: 1, run: 1 }]);
  });

  it('lose colours and what was written over where it is asked', async () => {
    const chunks = async function* () {
      yield Buffer.from('a\u001b[32mb\u001b[0mc\r\n10%\r50');
      yield Buffer.from('%\r100%\nlast');
    };
    const parts: Uint8Array[] = [];
    for await (const part of plainLines(chunks())) parts.push(part);
    expect(Buffer.concat(parts).toString()).toBe('abc\n100%\nlast');
  });
});

describe('settings of version 2', () => {
  it('are read by who may push, changed by administrators', async () => {
    expect((await ask('reader', 'GET /repos/1/settings')).status).toBe(403);
    expect((await ask('writer', 'GET /repos/1/settings')).body).toMatchObject({
      settings: { builds_only_with_travis_yml: expect.any(Boolean) },
    });
    const body = JSON.stringify({ settings: { maximum_number_of_builds: 3 } });
    expect((await ask('writer', 'PATCH /repos/1/settings', body)).status).toBe(403);
    expect((await ask('root', 'PATCH /repos/1/settings', body)).body).toMatchObject({
      settings: { maximum_number_of_builds: 3 },
    });
    const wrong = JSON.stringify({ settings: { maximum_number_of_builds: 'many' } });
    expect((await ask('root', 'PATCH /repos/1/settings', wrong)).status).toBe(400);
  });

  it('have variables, which are shell, in JSON that is labelled as a form', async () => {
    const at = '/settings/env_vars';
    const made = await ask(
      'writer',
      `POST ${at}/?repository_id=1`,
      JSON.stringify({ env_var: { name: 'A', value: '"b c"', public: true } }),
    );
    expect(made.body).toEqual({
      env_var: { id: '1', name: 'A', value: '"b c"', public: true, branch: null, repository_id: 1 },
    });
    const [row] = await api.store.repositories.envVars(1);
    expect(row).toMatchObject({ name: 'A', form: 'shell' });
    await ask(
      'writer',
      `PATCH ${at}/1?repository_id=1`,
      '{"env_var":{"value":"secret","public":false}}',
    );
    const listed = await ask('writer', `GET ${at}/?repository_id=1`);
    expect(listed.body['env_vars']).toMatchObject([{ id: '1', name: 'A', public: false }]);
    expect(listed.text).not.toContain('secret');
    expect((await ask('writer', `DELETE ${at}/1?repository_id=1`)).body).toMatchObject({
      env_var: { name: 'A' },
    });
    expect(await api.store.repositories.envVars(1)).toEqual([]);
    expect((await ask('reader', `GET ${at}?repository_id=1`)).status).toBe(403);
    expect((await ask('writer', `GET ${at}`)).status).toBe(400);
  });

  it('give a repository an SSH key, another one, and take it away', async () => {
    const at = '/settings/ssh_key/1';
    expect(await ask('writer', `GET ${at}`)).toMatchObject({ status: 404 });
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const value = privateKey.export({ type: 'sec1', format: 'pem' }) as string;
    const given = await ask(
      'root',
      `PATCH ${at}`,
      JSON.stringify({ ssh_key: { value, description: 'own' } }),
    );
    expect(given.body).toEqual({
      ssh_key: { id: 1, description: 'own', fingerprint: expect.stringMatching(/^SHA256:/) },
    });
    const told = await ask(
      'root',
      `PATCH ${at}`,
      JSON.stringify({ ssh_key: { description: 'x' } }),
    );
    expect(told.body['ssh_key']).toMatchObject({ description: 'x' });
    expect((await ask('writer', `GET ${at}`)).body).toEqual(told.body);
    expect((await ask('writer', `DELETE ${at}`)).status).toBe(403);
    expect((await ask('root', `DELETE ${at}`)).body).toEqual(told.body);
    expect((await ask('root', `GET ${at}`)).status).toBe(404);
  });

  it('switch a repository on and off as a hook', async () => {
    expect((await ask('reader', 'GET /hooks')).body['hooks']).toMatchObject([
      { id: 1, owner_name: 'ada', name: 'engine', active: true, admin: false },
    ]);
    const off = await ask('root', 'PUT /hooks/', 'hook[id]=1&hook[active]=false');
    expect(off.body).toEqual({ result: true });
    expect((await api.store.repositories.get(1))?.active).toBe(false);
    await ask('root', 'PUT /hooks/1', 'hook[active]=true');
    expect((await api.store.repositories.get(1))?.active).toBe(true);
    expect((await ask('writer', 'PUT /hooks/1', 'hook[active]=false')).status).toBe(403);
    expect((await ask('reader', 'GET /accounts/?all=true')).body['accounts']).toMatchObject([
      { login: 'ada', type: 'organization', repos_count: 1 },
    ]);
    expect((await ask('writer', 'GET /users/permissions')).body).toEqual({
      permissions: [1],
      admin: [],
      pull: [1],
      push: [1],
    });
  });
});

it('shows requests with what became of them', async () => {
  const { body } = await ask('reader', 'GET /requests/?repository_id=1');
  expect(body['requests']).toMatchObject([{ id: 1, event_type: 'push', branch: 'main' }]);
  expect((await ask('reader', 'GET /requests?repository_id=1&older_than=1')).body).toEqual({
    requests: [],
    commits: [],
  });
  expect((await ask('reader', 'GET /requests/1')).body).toMatchObject({ request: { id: 1 } });
  expect((await ask('stranger', 'GET /requests/1')).status).toBe(404);
});
