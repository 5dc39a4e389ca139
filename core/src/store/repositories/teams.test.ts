import { expect, it } from 'vitest';
import type { Store } from '../../contracts/store.js';
import { onEachDatabase } from '../../../../test/support/databases.js';
import { seedRepository } from '../../../../test/support/seed.js';

const addUser = (store: Store, login: string) =>
  store.users.insert({ login, name: null, email: null, admin: false });

onEachDatabase('teams and rights of owners', (database) => {
  it('have names of their own, people, and rights on what is their owner’s', async () => {
    const { store } = await database.open();
    const repository = await seedRepository(store, { login: 'acme', private: true });
    const { ownerId } = repository;
    const core = await store.teams.insert({
      ...{ ownerId, name: 'Core', description: null, level: null },
    });
    const again = { ownerId, name: 'cORE', description: null, level: null };
    await expect(store.teams.insert(again)).rejects.toThrow(/already/);
    const docs = await store.teams.insert({ ...again, name: 'docs' });
    await expect(store.teams.update(docs.id, { name: 'CORE' })).rejects.toThrow(/already/);
    expect(await store.teams.update(core.id, { name: 'CORE' })).toMatchObject({ name: 'CORE' });
    expect((await store.teams.ofOwner(ownerId)).map(({ name }) => name)).toEqual(['CORE', 'docs']);

    const eve = await addUser(store, 'eve');
    for (const _twice of [1, 2]) await store.teams.addMember(core.id, eve.id);
    expect((await store.teams.members(core.id)).map(({ login }) => login)).toEqual(['eve']);
    expect(await store.users.permission(eve.id, repository.id)).toBeUndefined();
    await store.teams.setPermission(core.id, repository.id, 'write');
    expect(await store.users.permission(eve.id, repository.id)).toBe('write');
    const readable = { readableBy: eve.id };
    expect((await store.repositories.list(readable, { limit: 9 })).total).toBe(1);
    expect(await store.teams.removeMember(core.id, eve.id)).toBe(true);
    expect(await store.teams.removeMember(core.id, eve.id)).toBe(false);
    expect(await store.users.permission(eve.id, repository.id)).toBeUndefined();
    expect((await store.repositories.list(readable, { limit: 9 })).total).toBe(0);
  });

  it('say where each right comes from, and the highest holds', async () => {
    const { store } = await database.open();
    const { id, ownerId } = await seedRepository(store, { login: 'acme', private: true });
    const eve = await addUser(store, 'eve');
    const team = { ownerId, name: 'all', description: null, level: 'read' } as const;
    const { id: teamId } = await store.teams.insert(team);
    await store.teams.addMember(teamId, eve.id);
    await store.users.setPermission(eve.id, id, 'write');
    await store.users.setOwnerPermission(eve.id, ownerId, 'admin');
    const identity = await store.identities.link({
      ...{ userId: eve.id, host: 'work', hostUserId: '7', login: 'e' },
      ...{ name: null, avatarUrl: null },
    });
    await store.syncs.grant(identity.id, [{ repositoryId: id, level: 'write' }]);
    const [member] = await store.users.members(id);
    expect(member).toMatchObject({ user: { login: 'eve' }, level: 'admin' });
    expect(member?.origins).toEqual([
      { source: 'owner', via: 'acme', level: 'admin' },
      { source: 'direct', via: null, level: 'write' },
      { source: 'host', via: 'work', level: 'write' },
      { source: 'team', via: 'all', level: 'read' },
    ]);
    expect(await store.users.permission(eve.id, id)).toBe('admin');
    expect(await store.users.permissions(eve.id)).toEqual([
      { userId: eve.id, repositoryId: id, level: 'admin' },
    ]);
    expect(await store.users.ownerPermission(eve.id, ownerId)).toBe('admin');
    await store.users.setOwnerPermission(eve.id, ownerId, null);
    expect(await store.users.ownerPermission(eve.id, ownerId)).toBe('read');
    expect((await store.users.ownerMembers(ownerId))[0]?.origins).toEqual([
      { source: 'team', via: 'all', level: 'read' },
    ]);
    expect(await store.users.permission(eve.id, id)).toBe('write');
  });

  it('hold for what comes later, and end with what goes to another owner', async () => {
    const { store } = await database.open();
    const one = await seedRepository(store, { login: 'acme', private: true });
    const other = await seedRepository(store, { login: 'globex', private: true });
    const eve = await addUser(store, 'eve');
    const team = { ownerId: one.ownerId, name: 'it', description: null, level: null };
    const { id: teamId } = await store.teams.insert(team);
    await store.teams.addMember(teamId, eve.id);
    await store.teams.setPermission(teamId, one.id, 'admin');
    // A right that was given there before it went.
    await store.teams.setPermission(teamId, other.id, 'admin');
    expect((await store.users.permissions(eve.id)).map((of) => of.repositoryId)).toEqual([one.id]);
    expect([...(await store.teams.permissions(teamId)).keys()]).toEqual([one.id]);
    expect(await store.users.permission(eve.id, other.id)).toBeUndefined();
    await store.users.setOwnerPermission(eve.id, other.ownerId, 'read');
    expect(await store.users.permission(eve.id, other.id)).toBe('read');
    expect(await store.teams.delete(teamId)).toBe(true);
    expect(await store.users.permission(eve.id, one.id)).toBeUndefined();
  });
});
