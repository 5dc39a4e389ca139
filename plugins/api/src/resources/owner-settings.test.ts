import { definePlugin, z, type PluginContext, type Repository } from '@turnpike/sdk';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../testing/test-api.js';

let context: PluginContext<unknown, Record<never, never>, unknown, Settings>;
interface Settings {
  readonly days: readonly string[];
  readonly most: number;
}
const freeze = definePlugin({
  id: 'change-freeze',
  summary: 'Lets owners rest.',
  ownerSettings: z
    .object({
      days: z
        .array(z.enum(['fri', 'sat']))
        .default([])
        .describe('Days on which nothing is built.'),
      most: z.int().min(0).default(3).describe('Builds a day.'),
    })
    .meta({ title: 'Change freeze' }),
  texts: { de: { Days: 'Tage' } },
  async start(ctx) {
    context = ctx as typeof context;
  },
});

let api: TestApi;
beforeEach(async () => {
  api = await startTestApi({ plugins: [freeze] });
});
afterEach(() => api.stop());

const path = '/v3/owner/ada/setting/change-freeze';
const patch = (who: string | null, key: string, value: unknown) =>
  api.ask(who, `PATCH ${path}.${key}`, { value });

function addRepository(name: string, ownerId: number): Promise<Repository> {
  return api.store.repositories.insert({
    ...{ ownerId, name, vcsId: null, vcsProvider: 'git', cloneUrl: `/${name}`, htmlUrl: null },
    ...{ private: true, fork: false, defaultBranch: 'main', description: null },
  });
}

describe('settings of owners', () => {
  it('are those that plugins declare, with what a form needs', async () => {
    const { body } = await api.ask('reader', 'GET /v3/owner/Ada/settings');
    expect(body['settings']).toMatchObject([
      {
        '@href': `${path}.days`,
        '@permissions': { read: true, write: false },
        name: 'change-freeze.days',
        value: [],
        declared: { plugin: 'change-freeze', group: 'Change freeze', title: 'Days', default: [] },
      },
      { name: 'change-freeze.most', value: 3 },
    ]);
    expect((await api.ask('stranger', 'GET /v3/owner/ada/settings')).status).toBe(404);
    expect((await api.ask('reader', 'GET /v3/owner/nobody/settings')).status).toBe(404);
    expect((await api.ask('root', 'GET /v3/owner/ada/settings?host=elsewhere')).status).toBe(404);
  });

  it('reach the plugin with the owner and with each repository, also with those that come later', async () => {
    const repository = async (id: number) => (await api.store.repositories.get(id))!;
    expect(context.ownerSettings(await repository(1))).toEqual({ days: [], most: 3 });
    expect((await patch('root', 'days', ['fri'])).body['value']).toEqual(['fri']);
    expect((await patch('root', 'most', 5)).status).toBe(200);
    const { ownerId } = await repository(1);
    const later = await addRepository('later', ownerId);
    const owner = (await api.store.owners.get(ownerId))!;
    const carriers = [owner, await repository(1), later, await repository(later.id)];
    for (const one of [...carriers, { turnpike: { owner_settings: owner.ownerSettings } }])
      expect(context.ownerSettings(one as typeof owner)).toEqual({ days: ['fri'], most: 5 });
    const moved = await api.store.owners.ensure({ host: 'git', login: 'grace', type: 'user' });
    await api.store.repositories.update(later.id, { ownerId: moved.id });
    expect(context.ownerSettings(await repository(later.id))).toEqual({ days: [], most: 3 });
  });

  it('are written by administrators, the person that the owner is, and who administers all of it', async () => {
    expect((await patch(null, 'most', 1)).status).toBe(401);
    expect((await patch('stranger', 'most', 1)).status).toBe(404);
    expect((await patch('writer', 'most', 1)).status).toBe(403);
    const { users, owners, identities } = api.store;
    const owner = (await owners.byLogin('ada'))!;
    const writer = (await users.byLogin('writer'))!;
    await users.setPermission(writer.id, 1, 'admin');
    expect((await patch('writer', 'most', 1)).status).toBe(200);
    await addRepository('other', owner.id);
    expect((await patch('writer', 'most', 2)).status).toBe(403);
    const reader = (await users.byLogin('reader'))!;
    const account = { hostUserId: '7', login: 'ADA', name: null, avatarUrl: null };
    const link = (host: string) => identities.link({ ...account, userId: reader.id, host });
    await link('elsewhere');
    expect((await patch('reader', 'most', 2)).status).toBe(403);
    await link(owner.host);
    expect((await patch('reader', 'most', 2)).status).toBe(200);
    const { rows } = await api.store.audit.list({ action: 'owner_setting.' }, { limit: 1 });
    expect(rows[0]).toMatchObject({
      action: 'owner_setting.change',
      target: 'owner/ada',
      before: { 'change-freeze.most': 1 },
      after: { 'change-freeze.most': 2 },
    });
  });

  it.each([
    ['days', ['mon'], /days cannot be \["mon"\]: 0: Invalid option/],
    ['most', -1, />=0/],
    ['most', '2', /expected number/],
  ])('refuse %s: %j', async (key, value, says) => {
    const { status, body } = await patch('root', key, value);
    expect([status, body['error_type']]).toEqual([400, 'wrong_params']);
    expect(body['error_message']).toMatch(says);
  });

  it('have words in other languages, for whoever shows them', async () => {
    const texts = async () => (await api.ask('reader', 'GET /v3/ui')).body['texts'];
    expect(await texts()).toEqual({ 'change-freeze': { de: { Days: 'Tage' } } });
    await api.host.unload('change-freeze');
    expect(await texts()).toEqual({});
  });

  it('go out of sight with the plugin, and are kept', async () => {
    await patch('root', 'most', 5);
    await api.host.unload('change-freeze');
    expect((await patch('root', 'most', 6)).status).toBe(404);
    const { body } = await api.ask('root', 'GET /v3/owner/ada/settings');
    expect(body['settings']).toEqual([]);
    expect((await api.store.owners.byLogin('ada'))?.ownerSettings).toEqual({
      'change-freeze.most': 5,
    });
  });
});
