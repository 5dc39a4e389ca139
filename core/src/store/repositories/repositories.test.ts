import { expect, it } from 'vitest';
import { onEachDatabase } from '../../../../test/support/databases.js';
import { seedRepository } from '../../../../test/support/seed.js';
import { DEFAULT_REPOSITORY_SETTINGS } from '../../contracts/domain.js';

onEachDatabase('repositories', (database) => {
  it('has all settings, changed one by one', async () => {
    const { store } = await database.open();
    const made = await seedRepository(store, { name: 'Engine', vcsId: '42' });
    expect(made).toMatchObject({ slug: 'ada/Engine', ownerLogin: 'ada', nextBuildNumber: 1 });
    expect(made.settings).toEqual(DEFAULT_REPOSITORY_SETTINGS);
    await store.repositories.update(made.id, { settings: { build_pushes: false } });
    const changed = await store.repositories.update(made.id, {
      settings: { maximum_number_of_builds: 3 },
      vcsCursor: 'c1',
      name: 'Motor',
    });
    expect(changed).toMatchObject({ slug: 'ada/Motor', vcsCursor: 'c1', active: true });
    expect(changed?.settings).toEqual({
      ...DEFAULT_REPOSITORY_SETTINGS,
      build_pushes: false,
      maximum_number_of_builds: 3,
    });
    expect((await store.repositories.bySlug('ADA/motor'))?.id).toBe(made.id);
    expect((await store.repositories.byVcsId('git', '42'))?.id).toBe(made.id);
    expect(await store.repositories.update(99, { name: 'x' })).toBeUndefined();
    expect(await store.repositories.delete(made.id)).toBe(true);
    expect(await store.repositories.get(made.id)).toBeUndefined();
  });

  it('is found by the names that it had, unless another has one now', async () => {
    const { store } = await database.open();
    const made = await seedRepository(store, { name: 'Engine', vcsId: '42' });
    const { repositories } = store;
    await repositories.update(made.id, { name: 'engine' });
    expect((await repositories.get(made.id))?.moved, 'only the case').toBeNull();
    await repositories.update(made.id, { name: 'motor' });
    const bob = await store.owners.ensure({ host: 'git', login: 'bob', type: 'user' });
    await repositories.update(made.id, { ownerId: bob.id });
    const now = await repositories.get(made.id);
    expect(now).toMatchObject({ slug: 'bob/motor', moved: { from: 'ada/motor' } });
    expect(now?.moved?.at).toBeGreaterThan(Date.UTC(2020, 0));
    for (const name of ['ADA/Engine', 'ada/motor', 'bob/motor'])
      expect((await repositories.bySlugEver(name))?.id, name).toBe(made.id);
    expect(await repositories.bySlug('ada/engine')).toBeUndefined();
    const next = await seedRepository(store, { name: 'Engine', vcsId: '43' });
    expect((await repositories.bySlugEver('ada/engine'))?.id).toBe(next.id);
    const at = now?.moved?.at ?? 0;
    expect((await repositories.movedSince(at, 5)).map(({ id }) => id)).toEqual([made.id]);
    expect(await repositories.movedSince(at + 1, 5)).toEqual([]);
    await repositories.delete(made.id);
    expect(await repositories.bySlugEver('ada/motor')).toBeUndefined();
  });

  it('that was removed leaves a record of what is at its host, until that is forgotten', async () => {
    const { store } = await database.open();
    const hook = {
      state: 'unknown',
      url: 'https://ci.example/hooks/git/7',
      message: 'away',
    } as const;
    const { removedRepositories: removed } = store;
    const record = {
      ...{ id: 7, slug: 'ada/engine', private: true, vcsProvider: 'git', vcsId: null },
      ...{ cloneUrl: '/engine', htmlUrl: null, hook, credential: 'token' as const },
    };
    expect(await removed.add(record)).toMatchObject(record);
    await removed.setHook(7, { ...hook, state: 'gone' });
    expect(await removed.get(7)).toMatchObject({ ...record, hook: { state: 'gone' } });
    expect((await removed.list({ limit: 5 })).total).toBe(1);
    expect([await removed.forget(7), await removed.forget(7)]).toEqual([true, false]);
    expect(await removed.get(7)).toBeUndefined();
  });

  it('is listed active first, by last build, found by parts of the slug', async () => {
    const { store } = await database.open();
    const a = await seedRepository(store, { name: 'a_b' });
    const b = await seedRepository(store, { name: 'axb', login: 'bob' });
    const c = await seedRepository(store, { name: 'idle', active: false });
    const d = await seedRepository(store, { name: 'hidden', private: true });
    await store.repositories.setLastBuild(a.id, 10);
    await store.repositories.setLastBuild(b.id, 20);
    await store.repositories.setLastBuild(b.id, 5);
    const list = async (filter: Parameters<typeof store.repositories.list>[0]) =>
      (await store.repositories.list(filter, { limit: 9 })).rows.map((row) => row.id);
    expect(await list({})).toEqual([b.id, a.id, d.id, c.id]);
    expect(await list({ search: 'A_B' })).toEqual([a.id]);
    expect(await list({ ownerLogin: 'Bob' })).toEqual([b.id]);
    expect(await list({ active: false })).toEqual([c.id]);
    expect(await list({ readableBy: 0, active: true })).toEqual([b.id, a.id]);
    expect((await store.repositories.active('git')).map((row) => row.id)).toEqual([
      a.id,
      b.id,
      d.id,
    ]);
    expect(await store.repositories.active('github')).toEqual([]);
    expect((await store.repositories.list({}, { limit: 1, offset: 1 })).rows[0]?.id).toBe(a.id);
  });

  it('keeps sealed values apart', async () => {
    const { store } = await database.open();
    const { id, ...rest } = await seedRepository(store);
    expect(JSON.stringify(rest)).not.toContain('sealed');
    await store.repositories.setSealed(id, {
      privateKey: 'p',
      publicKey: 'pub',
      sshKey: 's',
      sshKeyDescription: 'd',
    });
    await store.repositories.setSealed(id, { credential: 'c', sshKey: null });
    expect(await store.repositories.sealed(id)).toEqual({
      privateKey: 'p',
      webhookSecret: null,
      credential: 'c',
      sshKey: null,
      sshKeyDescription: 'd',
    });
    expect((await store.repositories.get(id))?.publicKey).toBe('pub');
    expect(await store.repositories.sealed(99)).toBeUndefined();
  });

  it('gives a repository its first keys once, whoever is first', async () => {
    const { store } = await database.open();
    const { id } = await seedRepository(store);
    const given = await Promise.all(
      ['a', 'b', 'c'].map((name) =>
        store.repositories.setFirstKeys(id, { privateKey: `p${name}`, publicKey: name }),
      ),
    );
    expect(given.filter(Boolean)).toHaveLength(1);
    const { publicKey } = (await store.repositories.get(id)) ?? {};
    expect((await store.repositories.sealed(id))?.privateKey).toBe(`p${publicKey}`);
  });

  it('hands out each build number once', async () => {
    const { store } = await database.open();
    const { id } = await seedRepository(store);
    const numbers = await Promise.all(
      Array.from({ length: 6 }, () =>
        store.transaction((tx) => tx.repositories.takeBuildNumber(id)),
      ),
    );
    expect(numbers.sort()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('has variables, one of a name and branch', async () => {
    const { store } = await database.open();
    const { id: repositoryId } = await seedRepository(store);
    const variable = { repositoryId, name: 'A', value: '1', public: true, branch: null };
    const made = await store.repositories.putEnvVar(variable);
    await store.repositories.putEnvVar({ ...variable, branch: 'main', public: false });
    expect(await store.repositories.putEnvVar({ ...variable, value: '2' })).toEqual({
      ...made,
      value: '2',
    });
    expect(await store.repositories.envVars(repositoryId)).toHaveLength(2);
    await store.repositories.putEnvVar({ ...variable, id: made.id, name: 'B' });
    expect((await store.repositories.envVars(repositoryId)).map((row) => row.name)).toEqual([
      'A',
      'B',
    ]);
    expect(await store.repositories.deleteEnvVar(repositoryId + 1, made.id)).toBe(false);
    expect(await store.repositories.deleteEnvVar(repositoryId, made.id)).toBe(true);
  });

  it('has branches', async () => {
    const { store } = await database.open();
    const { id } = await seedRepository(store);
    const main = await store.branches.ensure(id, 'main');
    expect(await store.branches.ensure(id, 'main')).toEqual(main);
    await store.branches.ensure(id, 'dev');
    await store.branches.setLastBuild(id, 'dev', 4);
    await store.branches.setLastBuild(id, 'dev', 2);
    await store.branches.setExists(id, 'main', false);
    const { rows, total } = await store.branches.list(id, { limit: 5 });
    expect(total).toBe(2);
    expect(rows.map((row) => [row.name, row.lastBuildId, row.exists])).toEqual([
      ['dev', 4, true],
      ['main', null, false],
    ]);
    expect(await store.branches.get(id, 'nope')).toBeUndefined();
  });

  it('has crons that fall due once', async () => {
    const { store } = await database.open();
    const { id: repositoryId } = await seedRepository(store);
    const cron = {
      repositoryId,
      branch: 'main',
      interval: 'daily',
      timeZone: 'UTC',
      skipIfRecent: true,
    };
    await store.crons.put({ ...cron, nextRunInSeconds: 60 });
    expect(await store.crons.due(5)).toEqual([]);
    const made = await store.crons.put({ ...cron, interval: 'weekly', nextRunInSeconds: -1 });
    expect(await store.crons.list(repositoryId)).toEqual([made]);
    expect(await store.crons.due(5)).toEqual([made]);
    expect(await store.crons.advance(made.id, made.nextRunAt, 60, true)).toBe(true);
    expect(await store.crons.advance(made.id, made.nextRunAt, 60, true)).toBe(false);
    expect((await store.crons.get(made.id))?.lastRunAt).toBeGreaterThan(0);
    expect(await store.crons.delete(made.id)).toBe(true);
  });
});
