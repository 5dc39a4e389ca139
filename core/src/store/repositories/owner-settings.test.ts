import { expect, it } from 'vitest';
import { onEachDatabase } from '../../../../test/support/databases.js';
import { seedRepository } from '../../../../test/support/seed.js';

onEachDatabase('settings of owners', (database) => {
  it('lie with each repository, also with those that are added while they change', async () => {
    const { store } = await database.open();
    const { ownerId } = await seedRepository(store, { name: 'first' });
    const steps = Array.from({ length: 12 }, (_, step) => step);
    await Promise.all(
      steps.flatMap((step) => [
        store.owners.update(ownerId, { ownerSettings: { [`rest.k${step}`]: step } }),
        seedRepository(store, { name: `engine-${step}` }),
      ]),
    );
    const all = Object.fromEntries(steps.map((step) => [`rest.k${step}`, step]));
    expect((await store.owners.get(ownerId))?.ownerSettings).toEqual(all);
    const { rows } = await store.repositories.list({}, { limit: 100 });
    expect(rows).toHaveLength(13);
    for (const { ownerSettings } of rows) expect(ownerSettings).toEqual(all);
  });

  it('go with the owner that a repository comes to, and are absent where nothing was set', async () => {
    const { store } = await database.open();
    const made = await seedRepository(store, { name: 'engine' });
    expect(made).not.toHaveProperty('ownerSettings');
    const bob = await store.owners.ensure({ host: 'git', login: 'bob', type: 'user' });
    expect(bob).not.toHaveProperty('ownerSettings');
    await store.owners.update(bob.id, { name: 'Bob', ownerSettings: { 'rest.days': ['fri'] } });
    expect(await store.owners.update(bob.id, { name: 'Bobby' })).toMatchObject({
      name: 'Bobby',
      ownerSettings: { 'rest.days': ['fri'] },
    });
    const moved = await store.repositories.update(made.id, { ownerId: bob.id });
    expect(moved?.ownerSettings).toEqual({ 'rest.days': ['fri'] });
    expect(await store.owners.update(99, { ownerSettings: { 'rest.days': [] } })).toBeUndefined();
  });
});
