import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tokens } from '@turnpike/sdk';
import { startTestApi, type TestApi } from '../testing/test-api.js';

let api: TestApi;
beforeEach(async () => {
  api = await startTestApi();
});
afterEach(() => api.stop());

describe('settings and secrets', () => {
  it('changes a setting of the right kind only', async () => {
    const patch = (name: string, value: unknown) =>
      api.ask('root', `PATCH /v3/repo/1/setting/${name}`, { value });
    expect((await patch('maximum_number_of_builds', 3)).body['value']).toBe(3);
    expect((await patch('build_pushes', false)).body['value']).toBe(false);
    expect((await patch('timeout_hard_limit', null)).status).toBe(200);
    expect((await patch('maximum_number_of_builds', -1)).status).toBe(400);
    expect((await patch('build_pushes', 'perhaps')).status).toBe(400);
    expect((await patch('nothing', 1)).status).toBe(404);
    expect((await api.store.repositories.get(1))?.settings).toMatchObject({
      maximum_number_of_builds: 3,
      build_pushes: false,
    });
  });

  it('seals secret variables, never shows them, and does not make them public without a value', async () => {
    const made = await api.ask('writer', 'POST /v3/repo/1/env_vars', {
      'env_var.name': 'KEY',
      'env_var.value': 'hunter2',
    });
    expect([made.status, made.body['value']]).toEqual([201, null]);
    const [row] = await api.store.repositories.envVars(1);
    expect(row?.value).not.toContain('hunter2');
    expect(api.host.resolve(tokens.secrets).open(row?.value ?? '')).toBe('hunter2');
    const path = `/v3/repo/1/env_var/${made.body['id']}`;
    expect((await api.ask('writer', `PATCH ${path}`, { public: true })).status).toBe(422);
    const open = await api.ask('writer', `PATCH ${path}`, { public: true, value: 'seen' });
    expect(open.body).toMatchObject({ public: true, value: 'seen' });
    const again = await api.ask('writer', 'POST /v3/repo/1/env_vars', { name: 'KEY', value: 'x' });
    expect([again.status, again.body['error_type']]).toEqual([409, 'duplicate_resource']);
    expect(
      (await api.ask('writer', 'POST /v3/repo/1/env_vars', { name: 'A B', value: '' })).status,
    ).toBe(400);
    expect((await api.ask('writer', `DELETE ${path}`)).status).toBe(204);
  });

  it('makes crons by interval or expression', async () => {
    const make = (interval: string, branch = 'main') =>
      api.ask('writer', `POST /v3/repo/1/branch/${branch}/cron`, { interval });
    expect((await make('daily')).status).toBe(201);
    expect((await make('*/5 * * * *')).body).toMatchObject({ interval: '*/5 * * * *' });
    expect((await api.ask('reader', 'GET /v3/repo/1/crons')).body['crons']).toHaveLength(1);
    expect((await make('sometimes')).status).toBe(422);
    expect((await make('daily', 'gone')).status).toBe(422);
  });
});
