import { expect, it } from 'vitest';
import { onEachDatabase } from '../../../test/support/databases.js';
import { seedBuild, seedRepository } from '../../../test/support/seed.js';
import { workersFact } from './workers-fact.js';

onEachDatabase('workers', (database) => {
  it('are told of with the jobs that none of them can take, queued or not', async () => {
    const { store } = await database.open();
    const fact = workersFact(store, 30);
    const hello = (name: string, queue: string) =>
      store.workers.hello({
        name,
        queues: [queue],
        offers: { os: ['linux'], arch: ['amd64'], labels: [] },
        ...{ executor: 'dummy', isolation: 'none', slots: 1, version: '1' },
      });
    expect(await fact.look()).toEqual({ state: 'ok', text: '0 are there' });
    const { jobs } = await seedBuild(store, await seedRepository(store), { jobs: [{}, {}] });
    const [first, second] = jobs;
    await store.jobs.transition(first!.id, {
      from: ['created'],
      to: 'queued',
      queue: 'builds.gpu',
    });
    await hello('one', 'builds.linux');
    expect(await fact.look()).toMatchObject({
      state: 'warning',
      text: '1 is there, and 1 of the waiting jobs fit none: no worker takes queue builds.gpu',
    });
    await hello('two', 'builds.gpu');
    expect(await fact.look()).toEqual({ state: 'ok', text: '2 are there' });
    await store.jobs.setWaiting(second!.id, 'no worker offers os osx');
    expect(await fact.look()).toMatchObject({
      state: 'warning',
      text: '2 are there, and 1 of the waiting jobs fit none: no worker offers os osx',
    });
  });
});
