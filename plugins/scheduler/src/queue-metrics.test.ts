import { expect, it } from 'vitest';
import { onEachDatabase } from '../../../test/support/databases.js';
import { seedBuild, seedRepository } from '../../../test/support/seed.js';
import { showQueues } from './queue-metrics.js';

onEachDatabase('the metric of queues', (database) => {
  it('says what waits and what runs, and 0 of a queue that has nothing any more', async () => {
    const { store } = await database.open();
    const values = new Map<string, number>();
    const ctx = {
      deps: { store },
      metrics: {
        gauge: () => ({
          set: (value: number, labels: Readonly<Record<string, string>> = {}) =>
            void values.set(`${labels['queue']} ${labels['state']}`, value),
        }),
      },
    } as unknown as Parameters<typeof showQueues>[0];
    const { jobs } = await seedBuild(store, await seedRepository(store), { jobs: [{}, {}] });
    for (const { id } of jobs)
      await store.jobs.transition(id, { from: ['created'], to: 'queued', queue: 'builds.linux' });
    await showQueues(ctx);
    expect(Object.fromEntries(values)).toEqual({
      'builds.linux queued': 2,
      'builds.linux running': 0,
    });
    for (const { id } of jobs)
      await store.jobs.transition(id, { from: ['queued'], to: 'canceled', reason: 'test' });
    await showQueues(ctx);
    expect(values.get('builds.linux queued')).toBe(0);
  });
});
