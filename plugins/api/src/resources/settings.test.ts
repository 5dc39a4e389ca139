import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { definePlugin, tokens, z } from '@turnpike/sdk';
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

  it('lets no repository set more than the operator allows', async () => {
    const patch = (name: string, value: unknown) =>
      api.ask('root', `PATCH /v3/repo/1/setting/${name}`, { value });
    expect((await patch('timeout_hard_limit', 1_440)).status).toBe(200);
    for (const [name, value, key] of [
      ['timeout_hard_limit', 1_441, 'limits.jobSeconds'],
      ['timeout_log_silence', 1_441, 'limits.jobSeconds'],
      ['api_builds_rate_limit', 201, 'limits.apiBuildsPerHour'],
    ] as const) {
      const refused = await patch(name, value);
      expect([refused.status, refused.body['error_message']]).toEqual([
        400,
        expect.stringContaining(key),
      ]);
    }
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

  it('refuses variables that no program could be given, alone and together, names included', async () => {
    const most = 131_071;
    const put = (name: string, value: string, shown: boolean) =>
      api.ask('writer', 'POST /v3/repo/1/env_vars', { name, value, public: shown });
    for (const shown of [true, false]) {
      const name = shown ? 'OPEN' : 'SECRET';
      const refused = await put(name, 'x'.repeat(most - name.length), shown);
      expect([refused.status, refused.body['error_message']]).toEqual([
        422,
        expect.stringContaining(`${name} would take ${most + 1} bytes`),
      ]);
      // Bytes count, not characters.
      expect((await put(name, 'é'.repeat(66_000), shown)).status).toBe(422);
      const fits = await put(name, 'x'.repeat(most - name.length - 1), shown);
      expect(fits.status).toBe(201);
      const path = `/v3/repo/1/env_var/${fits.body['id']}`;
      const longer = await api.ask('writer', `PATCH ${path}`, { name: `${name}_` });
      expect(longer.status, 'a longer name').toBe(422);
    }
    for (let n = 3; n <= 8; n++)
      expect((await put(`V${n}`, 'x'.repeat(most - 3), n % 2 === 0)).status).toBe(201);
    const left = 1_048_576 - 8 * most;
    const beyond = await put('W', 'x'.repeat(left - 1), true);
    expect([beyond.status, beyond.body['error_message']]).toEqual([
      422,
      expect.stringContaining('would take 1048577 bytes with their names'),
    ]);
    expect((await put('W', 'x'.repeat(left - 2), false)).status).toBe(201);
    expect((await put('X', '', true)).status).toBe(422);
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

  it('runs a cron at once for who may write, and leaves its next time', async () => {
    const { body } = await api.ask('writer', 'POST /v3/repo/1/branch/main/cron', {
      interval: 'weekly',
      dont_run_if_recent_build_exists: true,
    });
    const path = `/v3/cron/${body['id'] as number}`;
    const before = (await api.ask('writer', `GET ${path}`)).body;
    expect(before).toMatchObject({ '@permissions': { start: true } });
    expect((await api.ask('reader', `GET ${path}`)).body).toMatchObject({
      '@permissions': { start: false },
    });
    for (const [who, status] of [
      ['reader', 403],
      ['stranger', 404],
      [null, 401],
    ] as const)
      expect((await api.ask(who, `POST ${path}/run`)).status).toBe(status);
    const answer = await api.ask('writer', `POST ${path}/run`);
    expect([answer.status, answer.body]).toMatchObject([202, { request: { branch: 'main' } }]);
    const { id } = answer.body['request'] as { id: number };
    expect(await api.store.requests.get(id)).toMatchObject({
      eventType: 'cron',
      ref: 'refs/heads/main',
      state: 'created',
    });
    expect((await api.ask('writer', `GET ${path}`)).body).toMatchObject({
      next_run: before['next_run'],
      last_run: null,
    });
    await api.store.repositories.update(api.repository.id, { active: false });
    expect((await api.ask('writer', `POST ${path}/run`)).status).toBe(409);
    expect((await api.ask('writer', 'POST /v3/cron/999/run')).status).toBe(404);
  });
});

const freeze = definePlugin({
  id: 'change-freeze',
  summary: 'Lets nobody write on days off.',
  permissions: { hooks: ['access.decide'] },
  repositorySettings: z
    .object({
      days: z
        .array(z.enum(['fri', 'sat', 'sun']))
        .default([])
        .describe('Days on which nothing is built.'),
      hours_before: z.int().min(0).max(24).default(2).describe('Begins so many hours earlier.'),
      note: z.string().max(9_000).nullable().default(null).describe('Shown to who pushes.'),
    })
    .meta({ title: 'Change freeze' }),
  taps: ({ hooks, repositorySettings }) => {
    hooks.access.decide.tapPromise('change-freeze', async ({ repository, action }) =>
      action === 'write' && repository && repositorySettings(repository).days.includes('fri')
        ? 'deny'
        : undefined,
    );
  },
});

describe('settings that plugins declare', () => {
  let own: TestApi;
  beforeEach(async () => {
    own = await startTestApi({ plugins: [freeze] });
  });
  afterEach(() => own.stop());
  const patch = (name: string, value: unknown, who = 'root') =>
    own.ask(who, `PATCH /v3/repo/1/setting/change-freeze.${name}`, { value });
  const names = async () => {
    const { body } = await own.ask('reader', 'GET /v3/repo/1/settings');
    return (body['settings'] as { readonly name: string }[]).map(({ name }) => name);
  };

  it('stand behind the platform’s own, with what a form needs', async () => {
    expect((await names()).slice(-3)).toEqual(
      ['days', 'hours_before', 'note'].map((key) => `change-freeze.${key}`),
    );
    const { body } = await own.ask('reader', 'GET /v3/repo/1/setting/change-freeze.hours_before');
    expect(body).toMatchObject({
      name: 'change-freeze.hours_before',
      value: 2,
      '@permissions': { read: true, write: false },
      declared: {
        plugin: 'change-freeze',
        group: 'Change freeze',
        title: 'Hours before',
        description: 'Begins so many hours earlier.',
        default: 2,
        schema: { type: 'integer', minimum: 0, maximum: 24 },
      },
    });
  });

  it('are written by who administers the repository, and reach the plugin’s hooks', async () => {
    const write = () => own.ask('writer', 'POST /v3/repo/1/env_vars', { name: 'KEY', value: 'x' });
    expect((await patch('days', ['fri'], 'writer')).status).toBe(403);
    expect((await write()).status).toBe(201);
    expect((await patch('days', ['fri', 'sun'])).body['value']).toEqual(['fri', 'sun']);
    expect((await write()).status).toBe(403);
    const repository = await own.store.repositories.get(1);
    expect(repository?.settings).not.toHaveProperty(['change-freeze.days']);
    const { text } = await own.ask('root', 'GET /v3/audit');
    expect(text).toContain('change-freeze.days');
  });

  it.each([
    ['days', ['mon'], /days cannot be \["mon"\]: 0: Invalid option/],
    ['days', 'fri', /expected array/],
    ['days', undefined, /cannot be nothing/],
    ['hours_before', 25, /<=24/],
    ['hours_before', '2', /expected number/],
    ['note', 'x'.repeat(5_000), /more than 4096 bytes/],
  ])('refuse %s: %j', async (name, value, says) => {
    const { status, body } = await patch(name, value);
    expect([status, body['error_type']]).toEqual([400, 'wrong_params']);
    expect(body['error_message']).toMatch(says);
    expect((await own.store.repositories.get(1))?.pluginSettings).toBeUndefined();
  });

  it('are unknown by a name that nobody declares', async () => {
    expect((await patch('nights', [])).status).toBe(404);
    expect((await own.ask('reader', 'GET /v3/repo/1/setting/other.days')).status).toBe(404);
  });

  it('go out of sight with the plugin, and are kept', async () => {
    await patch('hours_before', 5);
    await own.host.unload('change-freeze');
    expect((await names()).filter((name) => name.includes('.'))).toEqual([]);
    expect((await patch('hours_before', 6)).status).toBe(404);
    const kept = await own.store.repositories.get(1);
    expect(kept?.pluginSettings).toEqual({ 'change-freeze.hours_before': 5 });
  });

  it('have their default where what was set fits no longer', async () => {
    const stored = { 'change-freeze.days': ['monday'], 'change-freeze.hours_before': 7 };
    await own.store.repositories.update(1, { pluginSettings: stored });
    const value = async (key: string) =>
      (await own.ask('reader', `GET /v3/repo/1/setting/change-freeze.${key}`)).body['value'];
    expect([await value('days'), await value('hours_before')]).toEqual([[], 7]);
  });
});
