import { expect, it } from 'vitest';
import { onEachDatabase } from '../../../../test/support/databases.js';
import { seedBuild, seedRepository } from '../../../../test/support/seed.js';

onEachDatabase('owners, users and sessions', (database) => {
  it('finds or makes owners, whatever the letters', async () => {
    const { store } = await database.open();
    const ada = await store.owners.ensure({ host: 'git', login: 'Ada', type: 'user' });
    expect(await store.owners.ensure({ host: 'git', login: 'ada', type: 'organization' })).toEqual(
      ada,
    );
    const twice = await Promise.all(
      ['Bob', 'BOB', 'bob'].map((login) =>
        store.owners.ensure({ host: 'git', login, type: 'user' }),
      ),
    );
    expect(new Set(twice.map((owner) => owner.id)).size).toBe(1);
    expect(await store.owners.update(ada.id, { maxJobs: 3 })).toMatchObject({ maxJobs: 3 });
    expect(await store.owners.update(ada.id, {})).toMatchObject({ maxJobs: 3 });
    expect(await store.owners.list()).toHaveLength(2);
  });

  it('tells owners of one name at two hosts apart', async () => {
    const { store } = await database.open();
    const { owners } = store;
    const one = await owners.ensure({ host: 'github', login: 'acme', type: 'user' });
    const two = await owners.ensure({ host: 'gitea', login: 'Acme', type: 'organization' });
    expect(two.id).not.toBe(one.id);
    await owners.update(two.id, { maxJobs: 1 });
    expect(await owners.byLogin('acme', 'github')).toEqual(one);
    expect(await owners.byLogin('ACME', 'gitea')).toMatchObject({ id: two.id, maxJobs: 1 });
    expect(await owners.byLogin('acme', 'gitlab')).toBeUndefined();
    expect(await owners.byLogin('acme')).toEqual(one);
  });

  it('moves the schedule version by compare-and-set', async () => {
    const { store } = await database.open();
    const { id } = await store.owners.ensure({ host: 'git', login: 'ada', type: 'user' });
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

  it('has sessions whose administrator acts as somebody else, as long as both may', async () => {
    const { store } = await database.open();
    const { sessions, users } = store;
    const person = { name: null, email: null };
    const root = await users.insert({ ...person, login: 'root', admin: true });
    const eve = await users.insert({ ...person, login: 'eve', admin: false });
    await sessions.create({ hash: 'h', userId: root.id, ttlSeconds: 60 });
    const who = async () => {
      const found = await sessions.find('h');
      return [found?.login, found?.by?.login];
    };
    const act = (seconds: number) => sessions.act('h', { userId: eve.id, seconds });
    expect(await who()).toEqual(['root', undefined]);
    expect(await act(60)).toBe(true);
    expect(await who()).toEqual(['eve', 'root']);
    expect(await sessions.find('h')).toMatchObject({ admin: false, by: { userId: root.id } });
    expect((await sessions.find('h'))?.by?.until).toBeGreaterThan(await store.now());
    await users.update(eve.id, { admin: true });
    expect(await who(), 'nobody is an administrator by acting').toEqual(['root', undefined]);
    await users.update(eve.id, { admin: false, suspendedAt: 1 });
    expect(await who()).toEqual(['root', undefined]);
    await users.update(eve.id, { suspendedAt: null });
    await users.update(root.id, { admin: false });
    expect(await who(), 'only administrators act').toEqual(['root', undefined]);
    await users.update(root.id, { admin: true });
    await act(-1);
    expect(await who(), 'it ends by itself').toEqual(['root', undefined]);
    await act(60);
    await users.delete(eve.id);
    expect(await who()).toEqual(['root', undefined]);
    expect(await sessions.act('h', undefined)).toBe(true);
    expect(await sessions.act('none', undefined)).toBe(false);
  });

  it('lists, ends and forgets sessions that rest too long', async () => {
    const { store } = await database.open();
    const { id: userId } = await store.users.insert({
      login: 'eve',
      name: null,
      email: null,
      admin: false,
    });
    const open = (hash: string, more = {}) =>
      store.sessions.create({ hash: hash.repeat(64), userId, ttlSeconds: 60, ...more });
    await open('a', { agent: 'Firefox', address: '10.0.0.1', idleSeconds: 60 });
    await open('b', { idleSeconds: 0 });
    await open('c');
    expect(await store.sessions.find('b'.repeat(64))).toBeUndefined();
    const listed = await store.sessions.list(userId);
    expect(listed.map(({ id }) => id).toSorted()).toEqual(['a'.repeat(16), 'c'.repeat(16)]);
    expect(listed.find(({ agent }) => agent === 'Firefox')).toMatchObject({
      address: '10.0.0.1',
      userId,
    });
    expect(await store.sessions.end(userId + 1, 'a'.repeat(16))).toBe(false);
    expect(await store.sessions.end(userId, 'a'.repeat(16))).toBe(true);
    expect(await store.sessions.find('a'.repeat(64))).toBeUndefined();
    await open('d');
    expect(await store.sessions.deleteOf(userId, 'd'.repeat(64))).toBe(2);
    expect((await store.sessions.find('d'.repeat(64)))?.id).toBe(userId);
  });

  it('removes a user with sessions, tokens and rights, and lists who has rights', async () => {
    const { store } = await database.open();
    const { id: repositoryId } = await seedRepository(store);
    const person = { name: null, email: null, admin: false };
    const eve = await store.users.insert({ ...person, login: 'eve' });
    await store.users.setPermission(eve.id, repositoryId, 'write');
    await store.sessions.create({ hash: 'h', userId: eve.id, ttlSeconds: 60 });
    await store.sessions.createToken({ hash: 't', userId: eve.id, name: 'a', scopes: ['*'] });
    await store.sessions.createToken({ hash: 'u', userId: eve.id, name: 'b', scopes: ['*'] });
    const members = await store.users.members(repositoryId);
    expect(members.map(({ user, level }) => [user.login, level])).toEqual([['eve', 'write']]);
    expect(await store.sessions.deleteTokensOf(eve.id)).toBe(2);
    expect(await store.users.delete(eve.id)).toBe(true);
    expect(await store.users.delete(eve.id)).toBe(false);
    expect(await store.users.members(repositoryId)).toEqual([]);
    expect(await store.sessions.find('h')).toBeUndefined();
  });

  it('gives each worker one token', async () => {
    const { store } = await database.open();
    const { workers } = store;
    await workers.createToken({ hash: 'w1', name: 'one', queues: ['builds.linux'] });
    await workers.createToken({ hash: 'w2', name: 'two', queues: null });
    const again = workers.createToken({ hash: 'w3', name: 'one', queues: null });
    await expect(again).rejects.toThrow(/token already/);
    expect(await workers.findToken('w1')).toMatchObject({ name: 'one', queues: ['builds.linux'] });
    expect((await workers.tokens()).map(({ name }) => name)).toEqual(['one', 'two']);
    expect((await workers.tokens())[0]?.usedAt).toBeGreaterThan(0);
    expect([await workers.deleteToken('one'), await workers.deleteToken('one')]).toEqual([
      true,
      false,
    ]);
    expect(await workers.findToken('w1')).toBeUndefined();
  });

  it('keeps an audit log that is filtered, paged and purged', async () => {
    const { store } = await database.open();
    const entry = { userId: null, via: 'role', address: null, repositoryId: null } as const;
    const add = (who: string, action: string) =>
      store.audit.add({ ...entry, who, action, target: 'x', before: null, after: { a: 1 } });
    await add('Ada', 'user.suspend');
    await add('ada', 'token.create');
    await add('bob', 'user.promote');
    const find = async (filter: object) =>
      (await store.audit.list(filter, { limit: 10 })).rows.map(({ action }) => action);
    expect(await find({})).toEqual(['user.promote', 'token.create', 'user.suspend']);
    expect(await find({ who: 'ADA' })).toEqual(['token.create', 'user.suspend']);
    expect(await find({ action: 'user.' })).toEqual(['user.promote', 'user.suspend']);
    expect(await find({ action: 'user.promote' })).toEqual(['user.promote']);
    const [newest] = (await store.audit.list({}, { limit: 1 })).rows;
    expect(newest).toMatchObject({ after: { a: 1 }, before: null });
    expect(await find({ from: (newest?.at ?? 0) + 1 })).toEqual([]);
    expect(await find({ to: (newest?.at ?? 0) + 1 })).toHaveLength(3);
    expect((await store.audit.list({}, { limit: 1, offset: 1 })).total).toBe(3);
    expect(await store.audit.purge({ olderThanDays: 0, beyond: 2, limit: 10 })).toBe(1);
    expect(await find({})).toEqual(['user.promote', 'token.create']);
  });

  it('forgets a user: what they asked for was asked for by nobody, and stays', async () => {
    const { store } = await database.open();
    const ada = await store.users.insert({ login: 'ada', name: null, email: null, admin: false });
    const repository = await seedRepository(store);
    const [own, other] = [
      await seedBuild(store, repository, { sender: 'ada-at-host' }),
      await seedBuild(store, repository, { sender: 'eve' }),
    ];
    const name = 'build_emails';
    await store.preferences.set({ userId: ada.id, repositoryId: null, name, value: false });
    const logins = ['ada', 'ada-at-host'];
    expect(await store.transaction((tx) => tx.users.forget(ada.id, logins))).toBe(true);
    expect(await store.users.get(ada.id)).toBeUndefined();
    expect(await store.preferences.list(ada.id)).toEqual([]);
    const senders = await Promise.all(
      [own, other].map(async ({ build }) => (await store.builds.get(build.id))?.sender),
    );
    expect(senders).toEqual([null, 'eve']);
    expect(await store.transaction((tx) => tx.users.forget(ada.id, logins))).toBe(false);
  });
});
