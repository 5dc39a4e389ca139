import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestApi, type Body, type TestApi } from '../testing/test-api.js';

let api: TestApi;
beforeEach(async () => {
  api = await startTestApi();
});
afterEach(() => api.stop());

describe('the envelope', () => {
  it('renders a build with what is asked for, and names what stands above', async () => {
    const include = 'build.commit,build.jobs,job.config,build.created_by,build.repository';
    const { body } = await api.ask('reader', `GET /v3/build/1?include=${include}`);
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
    const [job] = body['jobs'] as Body[];
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
    const { body } = await api.ask('reader', 'GET /v3/build/1');
    expect(body['jobs']).toEqual([
      { '@type': 'job', '@href': '/v3/job/1', '@representation': 'minimal', id: 1 },
      { '@type': 'job', '@href': '/v3/job/2', '@representation': 'minimal', id: 2 },
    ]);
    expect(body['repository']).not.toHaveProperty('description');
  });

  it('pages, filters and warns of parameters it does not know', async () => {
    for (let made = 0; made < 4; made += 1) await api.addBuild('created');
    const first = await api.ask('reader', 'GET /v3/repo/1/builds?limit=2&flavour=x');
    expect(first.body['@warnings']).toMatchObject([{ parameter: 'flavour' }]);
    expect(first.body['builds']).toMatchObject([{ number: '5' }, { number: '4' }]);
    const page = first.body['@pagination'] as { next: { '@href': string } };
    expect(page).toMatchObject({ count: 5, is_first: true, is_last: false });
    const second = await api.ask('reader', `GET ${page.next['@href']}`);
    expect(second.body['builds']).toMatchObject([{ number: '3' }, { number: '2' }]);
    const passed = await api.ask('reader', 'GET /v3/repo/1/builds?build.state=passed,nonsense');
    expect(passed.body['builds']).toMatchObject([{ number: '1' }]);
    expect(
      (await api.ask('reader', 'GET /v3/repo/1/builds?build.number=3')).body['builds'],
    ).toHaveLength(1);
    expect((await api.ask('reader', 'GET /v3/repo/1/builds?limit=x')).status).toBe(400);
    expect((await api.ask('reader', 'GET /v3/build/1?include=build.nothing')).status).toBe(400);
  });

  it('says what is missing in the words of v3', async () => {
    expect((await api.ask('reader', 'GET /v3/build/99')).body).toMatchObject({
      '@type': 'error',
      error_type: 'not_found',
      resource_type: 'build',
      error_code: 'TURNPIKE_NOT_FOUND',
    });
    expect((await api.ask('reader', 'POST /v3/build/1/cancel')).body).toMatchObject({
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
      const { status, body } = await api.ask('root', `GET /v3${path}`);
      expect([path, status]).toEqual([path, 200]);
      expect(body, path).toHaveProperty('@type');
    }
  });
});
