import { expect, it } from 'vitest';
import type { Store } from '../../contracts/store.js';
import { onEachDatabase } from '../../../../test/support/databases.js';

const person = (store: Store, login: string) =>
  store.users.insert({ login, name: null, email: null, admin: false });
const atGithub = { host: 'github', hostUserId: '7', login: 'ada', name: 'Ada', avatarUrl: null };

onEachDatabase('identities', (database) => {
  it('belong to one user, whoever has their login by now', async () => {
    const { store } = await database.open();
    const [ada, eve] = [await person(store, 'ada'), await person(store, 'eve')];
    const { identities } = store;
    const own = await identities.link({ ...atGithub, userId: ada.id });
    expect(own).toMatchObject({ ...atGithub, scopes: [], expiresAt: null, revokedAt: null });
    const renamed = await identities.link({ ...atGithub, userId: ada.id, login: 'lovelace' });
    expect(renamed).toEqual({ ...own, login: 'lovelace' });
    const taken = identities.link({ ...atGithub, userId: eve.id });
    await expect(taken).rejects.toMatchObject({ code: 'TURNPIKE_CONFLICT' });
    const another = await identities.link({ ...atGithub, userId: eve.id, hostUserId: '8' });
    expect((await identities.byHostUser('github', '7'))?.userId).toBe(ada.id);
    expect((await identities.byHostUser('github', '8'))?.id).toBe(another.id);
    expect(await identities.byHostUser('gitea', '7')).toBeUndefined();
    expect(await identities.get(own.id)).toEqual(renamed);
  });

  it('gives an account of a host to one of those who ask at once', async () => {
    const { store } = await database.open();
    const people = [];
    for (const login of ['a', 'b', 'c']) people.push(await person(store, login));
    const asked = await Promise.allSettled(
      people.map(({ id }) => store.identities.link({ ...atGithub, userId: id })),
    );
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('keep tokens sealed and apart, until the host refuses them', async () => {
    const { store } = await database.open();
    const { id: userId } = await person(store, 'ada');
    const { identities } = store;
    const { id } = await identities.link({ ...atGithub, userId });
    expect(await identities.tokens(id)).toEqual({ token: null, refresh: null });
    const tokens = { token: 'sealed t', refresh: 'sealed r' };
    await identities.setTokens(id, { ...tokens, scopes: ['repo'], expiresAt: 5 });
    expect(await identities.tokens(id)).toEqual(tokens);
    expect(JSON.stringify(await identities.ofUser(userId))).not.toContain('sealed');
    await identities.revoke(id);
    const [revoked] = await identities.ofUser(userId);
    expect(revoked).toMatchObject({ scopes: ['repo'], expiresAt: 5, syncedAt: null });
    expect(revoked?.revokedAt).toBeGreaterThan(0);
    await identities.revoke(id);
    expect((await identities.get(id))?.revokedAt).toBe(revoked?.revokedAt);
    await identities.setTokens(id, { ...tokens, scopes: [], expiresAt: null });
    await identities.synced(id);
    expect(await identities.get(id)).toMatchObject({ revokedAt: null, expiresAt: null });
    expect((await identities.get(id))?.syncedAt).toBeGreaterThan(0);
    expect(await identities.tokens(id + 1)).toBeUndefined();
  });

  it('are listed, renamed and unlinked by who has them, and go with their user', async () => {
    const { store } = await database.open();
    const { id: userId } = await person(store, 'ada');
    const { identities } = store;
    const one = await identities.link({ ...atGithub, userId });
    const two = await identities.link({ ...atGithub, host: 'gitea', userId });
    expect((await identities.list(0, 1)).map(({ id }) => id)).toEqual([one.id]);
    expect((await identities.list(one.id, 9)).map(({ id }) => id)).toEqual([two.id]);
    expect(await identities.update(two.id, { name: 'A' })).toMatchObject({ name: 'A' });
    expect(await identities.unlink(userId + 1, one.id)).toBe(false);
    expect(await identities.unlink(userId, one.id)).toBe(true);
    expect(await identities.ofUser(userId)).toHaveLength(1);
    await store.users.delete(userId);
    expect(await identities.get(two.id)).toBeUndefined();
  });
});
