import { expect, it } from 'vitest';
import { onEachDatabase } from '../../../../test/support/databases.js';
import { seedRepository } from '../../../../test/support/seed.js';

onEachDatabase('build permissions', (database) => {
  it('are everybody’s until they are taken, by a repository or its owner', async () => {
    const { store } = await database.open();
    const { id: repositoryId, ownerId } = await seedRepository(store, { login: 'acme' });
    const { id: other } = await seedRepository(store, { login: 'acme', name: 'other' });
    const { buildPermissions } = store;
    const person = { name: null, email: null, admin: false };
    const eve = await store.users.insert({ ...person, login: 'Eve' });
    await store.identities.link({
      ...{ userId: eve.id, host: 'work', hostUserId: '7', login: 'Eve-at-Work' },
      ...{ name: null, avatarUrl: null },
    });
    const here = { host: null, login: 'EVE' };
    const there = { host: 'work', login: 'eve-at-work' };
    const by = (who: typeof here | typeof there, id = repositoryId) =>
      buildPermissions.deniedBy({ repositoryId: id, ownerId }, who);
    expect([await by(here), await by(there)]).toEqual([undefined, undefined]);
    for (const _twice of [1, 2]) await buildPermissions.set({ repositoryId }, [eve.id], false);
    expect([await by(here), await by(there)]).toEqual(['repository', 'repository']);
    expect(await by(here, other)).toBeUndefined();
    // Who is called so elsewhere is somebody else.
    expect(await by({ host: 'other', login: 'Eve-at-Work' })).toBeUndefined();
    expect(await by({ host: null, login: 'Eve-at-Work' })).toBeUndefined();
    expect((await buildPermissions.denied({ repositoryId })).map(({ id }) => id)).toEqual([eve.id]);
    await buildPermissions.set({ ownerId }, [eve.id], false);
    await buildPermissions.set({ repositoryId }, [eve.id], true);
    expect([await by(here), await by(there, other)]).toEqual(['owner', 'owner']);
    expect(await buildPermissions.denied({ repositoryId })).toEqual([]);
    await buildPermissions.set({ ownerId }, [eve.id], true);
    expect(await by(here)).toBeUndefined();
  });
});
