import { expect, it } from 'vitest';
import { onEachDatabase } from '../../../../test/support/databases.js';
import { seedRepository } from '../../../../test/support/seed.js';

onEachDatabase('tokens of owners', (database) => {
  it('act as accounts that are no people, and go with them', async () => {
    const { store } = await database.open();
    const { id: repositoryId, ownerId } = await seedRepository(store, { login: 'acme' });
    const other = await seedRepository(store, { login: 'globex' });
    const { organizationTokens, sessions, users } = store;
    const make = (name: string, ttlSeconds?: number) =>
      organizationTokens.create({
        ...{ ownerId, name, login: `git:acme/${name}`, level: 'write', hash: name },
        ...(ttlSeconds === undefined ? {} : { ttlSeconds }),
      });
    const token = await make('deploy');
    await expect(make('DEPLOY')).rejects.toThrow(/already/);
    await make('old', -1);
    const found = await sessions.findToken('deploy');
    expect(found).toMatchObject({ token: { scopes: ['write'] }, user: { ownerId, admin: false } });
    expect(await sessions.findToken('old')).toBeUndefined();
    const account = found?.user.id ?? 0;
    expect(await users.permission(account, repositoryId)).toBe('write');
    expect(await users.permission(account, other.id)).toBeUndefined();
    expect([await users.list(), await users.members(repositoryId)]).toEqual([[], []]);
    expect([await users.byLogin('git:acme/deploy'), await users.ownerMembers(ownerId)]).toEqual([
      undefined,
      [],
    ]);
    expect((await organizationTokens.list(ownerId)).map(({ name }) => name)).toEqual([
      'deploy',
      'old',
    ]);
    expect(await organizationTokens.delete(other.ownerId, token.id)).toBe(false);
    expect(await organizationTokens.delete(ownerId, token.id)).toBe(true);
    expect(await organizationTokens.delete(ownerId, token.id)).toBe(false);
    expect(await users.get(account)).toBeUndefined();
    expect(await sessions.findToken('deploy')).toBeUndefined();
  });

  it('never reach the account of a person', async () => {
    const { store } = await database.open();
    const { ownerId } = await seedRepository(store, { login: 'acme' });
    const eve = await store.users.insert({ login: 'eve', name: null, email: null, admin: false });
    const own = { hash: 'h', userId: eve.id, name: 'mine', scopes: ['*'] };
    const { id } = await store.sessions.createToken(own);
    expect(await store.organizationTokens.delete(ownerId, id)).toBe(false);
    expect((await store.users.get(eve.id))?.login).toBe('eve');
  });
});
