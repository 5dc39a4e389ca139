import { expect, it } from 'vitest';
import type { Store, SyncOutcome } from '../../contracts/store.js';
import { onEachDatabase } from '../../../../test/support/databases.js';
import { seedRepository } from '../../../../test/support/seed.js';

async function seedIdentity(store: Store, login = 'ada', hostUserId = '7') {
  const person = { login, name: null, email: null, admin: false };
  const user = await store.users.insert(person);
  const at = { host: 'github', hostUserId, login, name: null, avatarUrl: null };
  const identity = await store.identities.link({ ...at, userId: user.id });
  expect(await store.syncs.claim('x', 60), 'without a token').toBeUndefined();
  const held = { token: 'sealed', refresh: null, scopes: [], expiresAt: null };
  await store.identities.setTokens(identity.id, held);
  return { user, identity };
}
const done: SyncOutcome = {
  ...{ state: 'done', repositories: 2, owners: 1, withheld: [], message: null, wayOut: null },
  nextInSeconds: 3600,
};

onEachDatabase('syncs', (database) => {
  it('are due with a new identity, claimed once, and nothing once a later one has begun', async () => {
    const { store } = await database.open();
    const { user, identity } = await seedIdentity(store);
    const [one, two] = await Promise.all([store.syncs.claim('a', 60), store.syncs.claim('b', 60)]);
    expect([one, two].filter(Boolean)).toHaveLength(1);
    const first = (one ?? two)!;
    expect(first).toMatchObject({ identityId: identity.id, number: 1, state: 'running' });
    expect(await store.syncs.ask(identity.id), 'while it runs').toBe(false);
    const seen = { repositories: 5, owners: 2 };
    expect(await store.syncs.progress(first, seen, 0)).toBe(true);
    expect(await store.syncs.ofUser(user.id)).toMatchObject([{ ...seen, host: 'github' }]);
    const later = (await store.syncs.claim('b', 60))!;
    expect(later).toMatchObject({ number: 2, repositories: 0 });
    expect(await store.syncs.isHeld(first)).toBe(false);
    expect(await store.syncs.progress(first, seen, 60)).toBe(false);
    expect(await store.syncs.finish(first, done)).toBe(false);
    expect(await store.syncs.finish(later, done)).toBe(true);
    expect(await store.syncs.get(identity.id)).toMatchObject({ state: 'done', repositories: 2 });
    expect(await store.syncs.claim('a', 60)).toBeUndefined();
  });

  it('are asked for once, and come earlier, not later', async () => {
    const { store } = await database.open();
    const { identity } = await seedIdentity(store);
    const { syncs } = store;
    expect(await syncs.ask(identity.id), 'it is due already').toBe(false);
    const first = (await syncs.claim('a', 60))!;
    await syncs.finish(first, { ...done, state: 'failed', message: 'away' });
    const again = await syncs.get(identity.id);
    expect(again).toMatchObject({ failures: 1, message: 'away', doubtedAt: null });
    expect(await syncs.ask(identity.id, 5)).toBe(true);
    expect(await syncs.ask(identity.id, 60)).toBe(false);
    expect(await syncs.claim('a', 60), 'not before its time').toBeUndefined();
    expect(await syncs.ask(identity.id)).toBe(true);
    const second = (await syncs.claim('a', 60))!;
    await syncs.finish(second, { ...done, state: 'doubted', nextInSeconds: 0 });
    const { doubtedAt } = (await syncs.get(identity.id))!;
    await syncs.finish((await syncs.claim('a', 60))!, { ...done, state: 'doubted' });
    expect(await syncs.get(identity.id)).toMatchObject({ failures: 0, doubtedAt });
    await store.identities.unlink(identity.userId, identity.id);
    expect(await syncs.get(identity.id)).toBeUndefined();
  });

  it('give rights beside those given here, of which the highest holds', async () => {
    const { store } = await database.open();
    const { user, identity } = await seedIdentity(store);
    const { id } = await seedRepository(store, { private: true });
    const other = await seedRepository(store, { login: 'acme', vcsProvider: 'github' });
    const reading = async () =>
      (await store.repositories.list({ readableBy: user.id }, { limit: 9 })).rows.map(
        (row) => row.id,
      );
    expect(await reading()).toEqual([other.id]);
    await store.syncs.grant(identity.id, [
      { repositoryId: id, level: 'read' },
      { repositoryId: other.id, level: 'admin' },
    ]);
    expect((await reading()).toSorted()).toEqual([id, other.id].toSorted());
    await store.users.setPermission(user.id, id, 'write');
    await store.users.setPermission(user.id, other.id, 'read');
    expect(await store.users.permission(user.id, id)).toBe('write');
    expect(await store.users.permission(user.id, other.id)).toBe('admin');
    expect(await store.users.permissions(user.id)).toEqual([
      { userId: user.id, repositoryId: id, level: 'write' },
      { userId: user.id, repositoryId: other.id, level: 'admin' },
    ]);
    const [member] = await store.users.members(other.id);
    expect(member).toMatchObject({ level: 'admin', user: { login: 'ada', admin: false } });
    expect([...(await store.syncs.rightsAt(identity.id, ['ACME']))]).toEqual([other.id]);
    expect(await store.syncs.askOfOwner('github', 'Acme', 0), 'it is due').toBe(0);
    await store.syncs.finish((await store.syncs.claim('a', 60))!, done);
    expect(await store.syncs.askOfOwner('gitea', 'acme', 0)).toBe(0);
    expect(await store.syncs.withdraw(identity.id, [other.id])).toBe(1);
    expect(await store.syncs.rights(identity.id)).toEqual(new Map([[id, 'read']]));
    await store.identities.unlink(user.id, identity.id);
    expect(await store.users.permission(user.id, id)).toBe('write');
    expect(await store.users.permission(user.id, other.id)).toBe('read');
  });

  it('take rights away whose token has been dead for long', async () => {
    const { store } = await database.open();
    const { user, identity } = await seedIdentity(store);
    const { id } = await seedRepository(store);
    await store.syncs.grant(identity.id, [{ repositoryId: id, level: 'write' }]);
    expect(await store.syncs.withdrawStale(-60)).toBe(0);
    await store.identities.revoke(identity.id);
    expect(await store.syncs.withdrawStale(3600)).toBe(0);
    expect(await store.users.permission(user.id, id)).toBe('write');
    expect(await store.syncs.withdrawStale(-60)).toBe(1);
    expect(await store.users.permission(user.id, id)).toBeUndefined();
  });

  it('check single rights, again until they are known', async () => {
    const { store } = await database.open();
    const { identity } = await seedIdentity(store);
    const { id: repositoryId } = await seedRepository(store);
    const { syncs } = store;
    const one = { identityId: identity.id, repositoryId, inUse: false };
    await syncs.check(identity.id, repositoryId);
    await syncs.check(identity.id, repositoryId);
    expect(await syncs.claimChecks(0, 5)).toEqual([one]);
    expect(await syncs.claimChecks(60, 5), 'its process has gone').toEqual([one]);
    expect(await syncs.claimChecks(60, 5)).toEqual([]);
    expect(await syncs.checked(identity.id, repositoryId, 'admin')).toBe(true);
    expect(await syncs.checked(identity.id, repositoryId, 'admin'), 'so already').toBe(false);
    expect(await syncs.rights(identity.id)).toEqual(new Map([[repositoryId, 'admin']]));
    await syncs.check(identity.id, repositoryId);
    await syncs.checked(identity.id, repositoryId, null);
    expect((await syncs.rights(identity.id)).size).toBe(0);
    expect(await syncs.claimChecks(60, 5), 'asked for meanwhile').toEqual([one]);
  });

  it('check a right that is in use, where a host has given one', async () => {
    const { store } = await database.open();
    const { user, identity } = await seedIdentity(store);
    const { id: repositoryId } = await seedRepository(store);
    const { syncs } = store;
    await syncs.doubt(user.id, repositoryId);
    expect(await syncs.claimChecks(0, 5), 'there is none').toEqual([]);
    await syncs.grant(identity.id, [{ repositoryId, level: 'read' }]);
    await syncs.doubt(user.id, repositoryId);
    const one = { identityId: identity.id, repositoryId };
    expect(await syncs.claimChecks(60, 5)).toEqual([{ ...one, inUse: true }]);
    await syncs.doubt(user.id, repositoryId);
    expect(await syncs.claimChecks(60, 5), 'it is being asked for').toEqual([]);
    expect(await syncs.checked(identity.id, repositoryId, undefined), 'nobody said').toBe(false);
    expect(await syncs.rights(identity.id)).toEqual(new Map([[repositoryId, 'read']]));
    await syncs.doubt(user.id, repositoryId);
    expect(await syncs.claimChecks(60, 5), 'and it is used again').toHaveLength(1);
    await syncs.check(identity.id, repositoryId);
    await syncs.doubt(user.id, repositoryId);
    expect(await syncs.claimChecks(60, 5), 'an event').toEqual([{ ...one, inUse: false }]);
  });

  it('find repositories by several ids of their host', async () => {
    const { store } = await database.open();
    const at = (vcsId: string, vcsProvider = 'github') =>
      seedRepository(store, { vcsId, vcsProvider });
    const [one, , three] = [await at('1'), await at('1', 'gitea'), await at('3')];
    const found = await store.repositories.manyByVcsId('github', ['1', '2', '3']);
    expect(found.map(({ id }) => id).toSorted()).toEqual([one.id, three.id].toSorted());
    expect(await store.repositories.bySlug(one.slug, 'gitea')).toBeUndefined();
  });
});
