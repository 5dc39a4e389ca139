import { tokens, type Store } from '@turnpike/sdk/store';
import { testPlugin, type TestHost } from '@turnpike/sdk/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Repository } from '@turnpike/sdk';
import { seedBuild, seedRepository } from '../../../test/support/seed.js';
import { plugin } from './plugin.js';
import { runDue, type Context } from './run-due.js';

describe('cron', () => {
  let host: TestHost;
  let store: Store;
  let repository: Repository;
  beforeEach(async () => {
    host = await testPlugin(plugin);
    store = host.resolve(tokens.store);
    repository = await seedRepository(store);
  });
  afterEach(() => host.stop());

  const tick = () =>
    runDue({ deps: { store }, config: { recentHours: 24 }, log: host.log } as unknown as Context);
  const put = (more: Partial<Parameters<Store['crons']['put']>[0]> = {}) =>
    store.crons.put({
      repositoryId: repository.id,
      branch: 'main',
      interval: 'daily',
      timeZone: 'UTC',
      skipIfRecent: false,
      nextRunInSeconds: -5,
      ...more,
    });
  const requests = async () => (await store.requests.list(repository.id, { limit: 10 })).rows;

  it('asks for one build when it is due, however many look, and puts the next run into the future', async () => {
    const { id } = await put();
    await Promise.all([tick(), tick(), tick()]);
    expect(await requests()).toMatchObject([
      { eventType: 'cron', branch: 'main', ref: 'refs/heads/main', sha: null },
    ]);
    const cron = (await store.crons.get(id))!;
    expect(cron.active).toBe(true);
    expect(cron.nextRunAt).toBeGreaterThan(await store.now());
    expect(cron.lastRunAt).not.toBeNull();
  });

  it('asks for nothing before its time', async () => {
    await put({ nextRunInSeconds: 60 });
    await tick();
    expect(await requests()).toEqual([]);
  });

  it('is left out after a recent build, but stays', async () => {
    const { build } = await seedBuild(store, repository);
    await store.builds.transition(build.id, { from: ['created'], to: 'started' });
    const { id } = await put({ skipIfRecent: true });
    await tick();
    expect(await requests()).toHaveLength(1);
    expect((await store.crons.get(id))?.active).toBe(true);
  });

  it.each([
    [
      'the repository is switched off',
      () => store.repositories.update(repository.id, { active: false }),
    ],
    [
      'the branch is gone',
      () =>
        store.branches
          .ensure(repository.id, 'main')
          .then(() => store.branches.setExists(repository.id, 'main', false)),
    ],
  ])('is switched off when %s', async (_why, change) => {
    const { id } = await put();
    await change();
    await tick();
    expect(await requests()).toEqual([]);
    expect((await store.crons.get(id))?.active).toBe(false);
  });
});
