import { expect, it } from 'vitest';
import { onEachDatabase } from '../../../../test/support/databases.js';
import { seedRepository } from '../../../../test/support/seed.js';

onEachDatabase('owners, users and sessions', (database) => {
  it('finds or makes owners, whatever the letters', async () => {
    const { store } = await database.open();
    const ada = await store.owners.ensure({ login: 'Ada', type: 'user' });
    expect(await store.owners.ensure({ login: 'ada', type: 'organization' })).toEqual(ada);
    const twice = await Promise.all(
      ['Bob', 'BOB', 'bob'].map((login) => store.owners.ensure({ login, type: 'user' })),
    );
    expect(new Set(twice.map((owner) => owner.id)).size).toBe(1);
    expect(await store.owners.update(ada.id, { maxJobs: 3 })).toMatchObject({ maxJobs: 3 });
    expect(await store.owners.update(ada.id, {})).toMatchObject({ maxJobs: 3 });
    expect(await store.owners.list()).toHaveLength(2);
  });

  it('moves the schedule version by compare-and-set', async () => {
    const { store } = await database.open();
    const { id } = await store.owners.ensure({ login: 'ada', type: 'user' });
    expect(await store.owners.advance(id, 0)).toBe(true);
    expect(await store.owners.advance(id, 0)).toBe(false);
    await store.owners.touch(id);
    expect(await store.owners.get(id)).toMatchObject({ scheduleVersion: 2 });
  });

  it('has users with permissions', async () => {
    const { store } = await database.open();
    const { id: repositoryId } = await seedRepository(store);
    const user = await store.users.insert({
      login: 'Eve',
      name: null,
      email: 'eve@example.com',
      admin: false,
    });
    expect(user).toMatchObject({ login: 'Eve', admin: false, suspendedAt: null });
    expect((await store.users.byLogin('EVE'))?.id).toBe(user.id);
    await store.users.setPermission(user.id, repositoryId, 'read');
    await store.users.setPermission(user.id, repositoryId, 'admin');
    expect(await store.users.permission(user.id, repositoryId)).toBe('admin');
    expect(await store.users.permissions(user.id)).toEqual([
      { userId: user.id, repositoryId, level: 'admin' },
    ]);
    await store.users.setPermission(user.id, repositoryId, null);
    expect(await store.users.permission(user.id, repositoryId)).toBeUndefined();
    expect(await store.users.update(user.id, { admin: true })).toMatchObject({ admin: true });
    expect(await store.users.list()).toHaveLength(1);
  });

  it('has sessions and tokens that expire', async () => {
    const { store } = await database.open();
    const { id: userId } = await store.users.insert({
      login: 'eve',
      name: null,
      email: null,
      admin: false,
    });
    await store.sessions.create({ hash: 'h1', userId, ttlSeconds: 60 });
    await store.sessions.create({ hash: 'h2', userId, ttlSeconds: -1 });
    expect((await store.sessions.find('h1'))?.id).toBe(userId);
    expect(await store.sessions.find('h2')).toBeUndefined();
    expect(await store.sessions.purge()).toBe(1);
    await store.sessions.deleteOf(userId);
    expect(await store.sessions.find('h1')).toBeUndefined();
    const token = { userId, name: 'cli', scopes: ['read'] };
    const made = await store.sessions.createToken({ ...token, hash: 't1' });
    await store.sessions.createToken({ ...token, hash: 't2', ttlSeconds: -1 });
    expect(await store.sessions.findToken('t1')).toMatchObject({ token, user: { id: userId } });
    expect(await store.sessions.findToken('t2')).toBeUndefined();
    expect((await store.sessions.tokens(userId))[0]?.usedAt).toBeGreaterThan(0);
    expect(await store.sessions.deleteToken(userId + 1, made.id)).toBe(false);
    expect(await store.sessions.deleteToken(userId, made.id)).toBe(true);
    await store.sessions.create({ hash: 'h3', userId, ttlSeconds: 60 });
    await store.users.update(userId, { suspendedAt: 1 });
    expect(await store.sessions.find('h3')).toBeUndefined();
  });
});
