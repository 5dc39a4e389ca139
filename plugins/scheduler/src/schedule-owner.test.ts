import { expect, it } from 'vitest';
import type { Store } from '@turnpike/sdk/store';
import { onEachDatabase } from '../../../test/support/databases.js';
import { claimQuery, seedBuild, seedRepository } from '../../../test/support/seed.js';
import { checkWorkers } from './check-workers.js';
import { scheduleOwner } from './schedule-owner.js';
import { makeScheduling, sayHello } from './testing/test-scheduling.js';

type Told = { readonly name: string; readonly data: { readonly jobId?: number } };
const many = (count: number, patch = {}) => Array.from({ length: count }, () => patch);

async function view(store: Store, buildId: number): Promise<string[]> {
  const jobs = await store.jobs.ofBuild(buildId);
  return jobs.map((job) => (job.state === 'created' ? (job.reason ?? '?') : job.state));
}
async function finish(store: Store, id: number): Promise<void> {
  await store.jobs.transition(id, { from: ['queued'], to: 'canceled' });
  await store.owners.touch((await store.jobs.get(id))!.ownerId);
}

onEachDatabase('scheduling', (database) => {
  it('queues what may run, up to the limits, and says why the rest waits', async () => {
    const told: Told[] = [];
    const { store } = await database.open(
      async (name, data) => void told.push({ name, data: data as Told['data'] }),
    );
    const scheduling = makeScheduling(store, { ownerLimit: 5 });
    const small = await seedRepository(store, { settings: { maximum_number_of_builds: 2 } });
    const large = await seedRepository(store);
    const first = await seedBuild(store, small, { jobs: [...many(3), { stage: 2 }] });
    const second = await seedBuild(store, large, { jobs: many(4) });
    expect(await scheduleOwner(scheduling, small.ownerId)).toBe(5);
    expect(await view(store, first.build.id)).toEqual([
      'queued',
      'queued',
      'limit repository 2/2',
      'stage 2 waits for stage 1',
    ]);
    expect(await view(store, second.build.id)).toEqual([
      'queued',
      'queued',
      'queued',
      'limit owner 5/5',
    ]);
    const names = (prefix: string) => told.filter((fact) => fact.name === prefix).length;
    expect([names('job:queued'), names('job:waiting')]).toEqual([5, 3]);
    expect(await scheduleOwner(scheduling, small.ownerId)).toBe(0);
    expect(names('job:waiting')).toBe(3);
    await finish(store, first.jobs[0]!.id);
    expect(await scheduleOwner(scheduling, small.ownerId)).toBe(1);
    expect((await view(store, first.build.id))[2]).toBe('queued');
    expect(await scheduleOwner(scheduling, 999)).toBe(0);
  });

  it('queues nothing of a suspended owner', async () => {
    const { store } = await database.open();
    const { build } = await seedBuild(store, await seedRepository(store));
    await store.owners.update(build.ownerId, { suspendedAt: 1 });
    expect(await scheduleOwner(makeScheduling(store), build.ownerId)).toBe(0);
    expect(await view(store, build.id)).toEqual(['owner ada is suspended']);
    await store.owners.update(build.ownerId, { suspendedAt: null });
    expect(await scheduleOwner(makeScheduling(store), build.ownerId)).toBe(1);
  });

  it('opens a stage when the one before is empty', async () => {
    const { store } = await database.open();
    const scheduling = makeScheduling(store);
    const { build, jobs } = await seedBuild(store, await seedRepository(store), {
      jobs: [{}, { stage: 2 }, { stage: 3 }],
    });
    await scheduleOwner(scheduling, build.ownerId);
    expect(await view(store, build.id)).toEqual([
      'queued',
      'stage 2 waits for stage 1',
      'stage 3 waits for stage 1',
    ]);
    await finish(store, jobs[0]!.id);
    await scheduleOwner(scheduling, build.ownerId);
    expect(await view(store, build.id)).toEqual([
      'canceled',
      'queued',
      'stage 3 waits for stage 2',
    ]);
  });

  it('prefers priority, and required jobs among those it queues', async () => {
    const { store } = await database.open();
    const scheduling = makeScheduling(store, { ownerLimit: 3 });
    const { build, jobs } = await seedBuild(store, await seedRepository(store), {
      jobs: [{ allowFailure: true }, {}, {}, { priority: 5 }],
    });
    await scheduleOwner(scheduling, build.ownerId);
    expect(await view(store, build.id)).toEqual(['queued', 'queued', 'limit owner 3/3', 'queued']);
    const order = [];
    for (const claimId of ['c1', 'c2', 'c3'])
      order.push((await store.runs.claim(claimQuery(claimId)))!.job.id);
    expect(order).toEqual([jobs[3]!.id, jobs[1]!.id, jobs[0]!.id]);
  });

  it('does not overrun a limit, however many schedulers work at once', async () => {
    const { store } = await database.open();
    const { build } = await seedBuild(store, await seedRepository(store), { jobs: many(12) });
    const schedulers = many(4).map(() => makeScheduling(store, { ownerLimit: 5 }));
    await Promise.all(
      [...schedulers, ...schedulers].map((one) => scheduleOwner(one, build.ownerId)),
    );
    expect((await store.jobs.running(build.ownerId))[0]?.count).toBe(5);
  });

  it('begins again when the owner changes while it decides', async () => {
    const { store } = await database.open();
    const scheduling = makeScheduling(store, { ownerLimit: 2 });
    const repository = await seedRepository(store);
    const { build, jobs } = await seedBuild(store, repository, { jobs: many(2) });
    const other = await seedBuild(store, repository);
    let asked = 0;
    scheduling.hooks.job.limit.tapPromise('test', async () => {
      asked += 1;
      if (asked > 1) return undefined;
      const queue = 'elsewhere';
      await store.jobs.transition(other.jobs[0]!.id, { from: ['created'], to: 'queued', queue });
      await store.owners.touch(build.ownerId);
      return undefined;
    });
    expect(await scheduleOwner(scheduling, build.ownerId)).toBe(1);
    expect(await view(store, build.id)).toEqual(['queued', 'limit owner 2/2']);
    expect((await store.jobs.get(jobs[0]!.id))?.queue).toBe('builds.linux');
  });

  it('asks plugins for routes and limits', async () => {
    const { store } = await database.open();
    const scheduling = makeScheduling(store);
    const { build, jobs } = await seedBuild(store, await seedRepository(store), {
      jobs: [{ config: { language: 'go' } }, {}],
    });
    scheduling.hooks.job.route.tap('test', ({ job }) =>
      job.config['language'] === 'go' ? 'gophers' : undefined,
    );
    scheduling.hooks.job.limit.tap('test', ({ running, queue }) =>
      queue === 'builds.linux' && running.owner > 0
        ? { limit: 'moon', message: 'the moon is full' }
        : undefined,
    );
    await scheduleOwner(scheduling, build.ownerId);
    expect((await store.jobs.get(jobs[0]!.id))?.queue).toBe('gophers');
    expect(await view(store, build.id)).toEqual(['queued', 'the moon is full']);
  });

  it('walks through all pages of an owner, and stops where its share is used up', async () => {
    const { store } = await database.open();
    const repository = await seedRepository(store);
    const { build } = await seedBuild(store, repository, {
      jobs: [{}, ...many(230, { stage: 2 })],
    });
    const later = await seedBuild(store, repository, { jobs: many(230) });
    await scheduleOwner(makeScheduling(store), build.ownerId);
    const states = new Set(await view(store, later.build.id));
    expect(states).toEqual(new Set(['queued']));
    const busy = await seedBuild(store, repository, { jobs: many(250) });
    await scheduleOwner(makeScheduling(store, { ownerLimit: 231 }), build.ownerId);
    expect(new Set(await view(store, busy.build.id))).toEqual(new Set(['limit owner 231/231']));
  }, 300_000);

  it('holds jobs that no known worker can take, and gives them up after a while', async () => {
    const { store } = await database.open();
    const repository = await seedRepository(store);
    const { build, jobs } = await seedBuild(store, repository, {
      jobs: [{ os: 'windows' }, {}, { labels: ['gpu'] }],
    });
    await sayHello(store, 'w1');
    const patient = makeScheduling(store, { ownerLimit: 1 });
    await scheduleOwner(patient, build.ownerId);
    expect(await view(store, build.id)).toEqual([
      'no worker offers os windows',
      'queued',
      'no worker offers label gpu',
    ]);
    expect(patient.errored).toEqual([]);
    await sayHello(store, 'w2', { labels: ['gpu'] });
    const hasty = makeScheduling(store, { noWorkerMinutes: 0.000_001 });
    await scheduleOwner(hasty, build.ownerId);
    expect(hasty.errored).toEqual([
      { jobId: jobs[0]!.id, reason: 'no worker offers os windows for 0.000001 minutes' },
    ]);
    expect(await view(store, build.id)).toEqual(['errored', 'queued', 'queued']);
  });

  it('queues while no worker is known, and says so after a moment', async () => {
    const { store } = await database.open();
    const scheduling = makeScheduling(store);
    const { build, jobs } = await seedBuild(store, await seedRepository(store));
    await scheduleOwner(scheduling, build.ownerId);
    await checkWorkers(scheduling);
    expect((await store.jobs.get(jobs[0]!.id))?.reason).toBeNull();
    await new Promise((resolve) => setTimeout(resolve, 3_100));
    await checkWorkers(scheduling);
    const reason = async () => (await store.jobs.get(jobs[0]!.id))?.reason;
    expect(await reason()).toBe('no worker is connected');
    await sayHello(store, 'w1');
    await checkWorkers(scheduling);
    expect(await reason()).toBe('waits for a free worker of queue builds.linux');
  });
});
