import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../testing/test-api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const OWNER = '/v3/owner/ada';
const level = async (who: string): Promise<unknown> =>
  (await api.ask(who, `GET /v3/repo/${api.repository.id}`)).body['@permissions'];

describe('teams', () => {
  it('give their people rights, which the repository shows with the name of the team', async () => {
    const made = await api.ask('root', `POST ${OWNER}/teams`, { name: 'Core' });
    expect(made).toMatchObject({ status: 201, body: { name: 'Core', level: null, members: [] } });
    const at = `/v3/team/${String(made.body['id'])}`;
    expect((await api.ask('stranger', `GET /v3/repo/${api.repository.id}`)).status).toBe(404);
    const joined = await api.ask('root', `PUT ${at}/member/stranger`);
    expect(joined.body['members']).toMatchObject([{ login: 'stranger' }]);
    const given = await api.ask('root', `PUT ${at}/repo/${api.repository.id}`, { level: 'write' });
    expect(given.body['repositories']).toMatchObject([{ slug: 'ada/engine', level: 'write' }]);
    expect(await level('stranger')).toMatchObject({ read: true, create_request: true });
    const listed = await api.ask('root', `GET /v3/repo/${api.repository.id}/permissions`);
    expect(listed.body['permissions']).toContainEqual(
      expect.objectContaining({
        level: 'write',
        origins: [{ source: 'team', via: 'Core', level: 'write' }],
      }),
    );
    expect((await api.ask('root', `DELETE ${at}/member/stranger`)).status).toBe(200);
    expect((await api.ask('root', `DELETE ${at}/member/stranger`)).status).toBe(404);
    expect((await api.ask('stranger', `GET /v3/repo/${api.repository.id}`)).status).toBe(404);
    expect((await api.ask('root', `DELETE ${at}`)).status).toBe(204);
    expect((await api.ask('root', `GET ${at}`)).status).toBe(404);
  });

  it('are made and changed by whoever administers all that the owner has, and nobody else', async () => {
    const make = (who: string) => api.ask(who, `POST ${OWNER}/teams`, { name: `of ${who}` });
    expect((await make('stranger')).status).toBe(404);
    expect((await make('writer')).status).toBe(403);
    const at = `${OWNER}/permission/writer`;
    const given = await api.ask('root', `PUT ${at}`, { level: 'admin' });
    expect(given.body).toMatchObject({ level: 'admin', origins: [{ source: 'direct' }] });
    expect((await make('writer')).status).toBe(201);
    // The right on all is one on each.
    expect((await api.ask('writer', `GET /v3/repo/${api.repository.id}/permissions`)).status).toBe(
      200,
    );
    const taken = await api.ask('root', `PUT ${at}`, { level: null });
    expect(taken.body).toMatchObject({ level: null, origins: [] });
    expect((await make('writer')).status).toBe(403);
  });

  it('refuse a name that is taken or empty, and repositories of others', async () => {
    const make = (name: string) => api.ask('root', `POST ${OWNER}/teams`, { name });
    const { body } = await make('twice');
    expect((await make('TWICE')).status).toBe(409);
    expect((await make('  ')).status).toBe(400);
    const { store } = api;
    const owner = await store.owners.ensure({ host: 'git', login: 'bob', type: 'user' });
    const theirs = await store.repositories.insert({
      ...{ ownerId: owner.id, name: 'x', vcsProvider: 'git', vcsId: null, cloneUrl: '/x' },
      ...{ htmlUrl: null, private: false, fork: false, defaultBranch: 'main' },
      ...{ description: null, active: true },
    });
    const at = `/v3/team/${String(body['id'])}`;
    const answer = await api.ask('root', `PUT ${at}/repo/${theirs.id}`, { level: 'read' });
    expect(answer.status).toBe(422);
    const changed = await api.ask('root', `PATCH ${at}`, { level: 'read' });
    expect(changed.body).toMatchObject({ name: 'twice', level: 'read' });
    expect((await api.ask('root', `PATCH ${at}`, { level: 'all' })).status).toBe(400);
  });
});
