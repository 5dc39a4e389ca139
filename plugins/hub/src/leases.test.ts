import { expect, it } from 'vitest';
import { ExternalHostError, type Leases } from '@turnpike/sdk';
import type { Store } from '@turnpike/sdk/store';
import { onEachDatabase } from '../../../test/support/databases.js';
import {
  claimQuery,
  seedBuild,
  seedRepository,
  type SeedBuild,
} from '../../../test/support/seed.js';
import { cancelJob } from './cancel-job.js';
import { claim } from './claim.js';
import { expireLeases } from './expire-leases.js';
import { hello } from './hello.js';
import { LeaseWatch } from './lease-watch.js';
import { createLeases } from './leases.js';
import { renew } from './renew.js';
import { report } from './report.js';
import { enqueue, makeHub, toldOf, type Heard } from './testing/test-hub.js';

async function queued(store: Store, seed: SeedBuild = {}) {
  const seeded = await seedBuild(store, await seedRepository(store), seed);
  await enqueue(store, ...seeded.jobs);
  return seeded;
}

function testClock() {
  let now = 0;
  return { monotonic: () => now, pass: (seconds: number) => void (now += seconds * 1000) };
}
const info: Omit<Parameters<Leases['hello']>[0], 'worker' | 'held'> = {
  queues: ['builds.linux'],
  offers: { os: ['linux'], arch: ['amd64'], labels: [] },
  executor: 'dummy',
  isolation: 'none',
  slots: 1,
  version: '1',
};

onEachDatabase('leases', (database) => {
  it('answers a claim with all that the run needs, and the same again', async () => {
    const { store } = await database.open();
    const hub = makeHub(store);
    const { jobs } = await queued(store);
    const first = await claim(hub, claimQuery('claim-0001'));
    expect(first).toMatchObject({
      jobId: jobs[0]!.id,
      run: 1,
      runToken: `run-token ${jobs[0]!.id}.1`,
      leaseSeconds: 60,
      payload: { job: { number: '1.1' } },
    });
    expect(await claim(hub, claimQuery('claim-0001'))).toEqual(first);
    expect(await claim(hub, claimQuery('claim-0002'))).toBeNull();
  });

  it('gives each job to one worker, though two hubs answer', async () => {
    const { store } = await database.open();
    const hubs = [makeHub(store), makeHub(store)];
    await queued(store, { jobs: Array.from({ length: 4 }, () => ({})) });
    const claims = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        claim(hubs[index % 2]!, claimQuery(`claim-${index % 6}`, { worker: `w${index % 6}` })),
      ),
    );
    const answers = claims.flatMap((answer) => (answer ? [answer] : []));
    // A twin that lost its race has held a job for a moment, so that others passed it by.
    for (let more = 0; more < 4; more += 1) {
      const answer = await claim(hubs[0]!, claimQuery(`claim-more-${more}`));
      if (answer) answers.push(answer);
    }
    expect(new Set(answers.map((answer) => answer.jobId)).size).toBe(4);
    expect(new Set(answers.map((answer) => answer.runToken)).size).toBe(4);
    expect(await store.runs.open()).toHaveLength(4);
  });

  it('errors a job whose payload cannot be made, and goes on with the next', async () => {
    const heard: Heard[] = [];
    const { store } = await database.open(
      async (name, data) => void heard.push({ name, data: { ...data } }),
    );
    const hub = makeHub(store);
    const { jobs, build } = await queued(store, { jobs: [{}, {}] });
    hub.hooks.job.payload.tap('vault', (context) => {
      if (context.job.id === jobs[0]!.id) throw new Error('no such secret');
      return context;
    });
    expect(await claim(hub, claimQuery('claim-0001'))).toMatchObject({ jobId: jobs[1]!.id });
    expect(await store.jobs.get(jobs[0]!.id)).toMatchObject({
      state: 'errored',
      reason: 'The job could not be prepared: no such secret',
    });
    expect((await store.runs.ofJob(jobs[0]!.id))[0]).toMatchObject({ blame: 'platform' });
    await report(hub, { jobId: jobs[1]!.id, run: 1, seq: 1, state: 'passed' });
    expect((await store.builds.get(build.id))?.state).toBe('errored');
    expect(toldOf(heard, 'build:')).toEqual(['build:started', 'build:finished']);
  });

  it('tries again when the code host is away', async () => {
    const { store } = await database.open();
    const away = new ExternalHostError('TURNPIKE_HOST_UNAVAILABLE', 'away');
    const hub = makeHub(store, { cloneAccess: () => Promise.reject(away) });
    const { jobs } = await queued(store);
    expect(await claim(hub, claimQuery('claim-0001'))).toBeNull();
    expect(await store.jobs.get(jobs[0]!.id)).toMatchObject({
      state: 'created',
      resets: 1,
      reason: 'The job could not be prepared: away',
    });
  });

  it('names the plugin that is missing', async () => {
    const { store } = await database.open();
    const hub = makeHub(store);
    const repository = await seedRepository(store, { vcsProvider: 'gitlab' });
    const { jobs } = await seedBuild(store, repository);
    await enqueue(store, ...jobs);
    expect(await claim(hub, claimQuery('claim-0001'))).toBeNull();
    expect((await store.jobs.get(jobs[0]!.id))?.reason).toContain('code host "gitlab"');
  });

  it('resets a run whose worker is silent, by the time that hub itself has watched', async () => {
    const { store } = await database.open();
    const clock = testClock();
    const hub = makeHub(store);
    const watch = new LeaseWatch(60_000, 10_000, clock);
    const { jobs } = await queued(store);
    const claimed = (await claim(hub, claimQuery('claim-0001')))!;
    const look = async (seconds: number): Promise<number> => {
      clock.pass(seconds);
      return expireLeases(hub, watch);
    };
    expect(await look(0)).toBe(0);
    for (let count = 0; count < 5; count += 1) expect(await look(10)).toBe(0);
    expect(await renew(hub, claimed)).toBe('keep');
    expect(await look(10)).toBe(0);
    // Held up for an hour: at most one step of it counts.
    expect(await look(3600)).toBe(0);
    // Another hub, or this one started again, begins to watch afresh.
    const other = new LeaseWatch(60_000, 10_000, clock);
    expect(await expireLeases(hub, other)).toBe(0);
    for (let count = 0; count < 4; count += 1) expect(await look(10)).toBe(0);
    expect(await look(10)).toBe(1);
    expect(await store.jobs.get(jobs[0]!.id)).toMatchObject({ state: 'created', resets: 1 });
    expect((await store.runs.ofJob(jobs[0]!.id))[0]).toMatchObject({
      state: 'lost',
      blame: 'platform',
      reason: 'worker w1 was silent for 60 s',
    });
    expect(await renew(hub, claimed)).toBe('gone');
    const late = { jobId: claimed.jobId, run: claimed.run, seq: 5, state: 'passed' } as const;
    expect(await report(hub, late)).toBe('gone');
    expect(await expireLeases(hub, other)).toBe(0);
  });

  it('gives up after too many losses, saying so', async () => {
    const { store } = await database.open();
    const hub = makeHub(store, { config: { maxResets: 1 } });
    const { jobs, build } = await queued(store);
    const id = jobs[0]!.id;
    for (const run of [1, 2]) {
      await enqueue(store, jobs[0]!);
      expect(await claim(hub, claimQuery(`claim-000${run}`))).toMatchObject({ run });
      const lost = { jobId: id, run, seq: 1, state: 'lost', reason: 'disk broke' } as const;
      expect(await report(hub, lost)).toBe('ok');
    }
    expect(await store.jobs.get(id)).toMatchObject({
      state: 'errored',
      reason: 'disk broke; given up after 2 tries',
    });
    expect((await store.builds.get(build.id))?.state).toBe('errored');
  });

  it('cancels a lost job that was to be canceled', async () => {
    const { store } = await database.open();
    const hub = makeHub(store);
    const { jobs } = await queued(store);
    const claimed = (await claim(hub, claimQuery('claim-0001')))!;
    await cancelJob(hub, { jobId: jobs[0]!.id, userId: null, reason: 'enough' });
    expect(await renew(hub, claimed)).toBe('cancel');
    await report(hub, { jobId: claimed.jobId, run: 1, seq: 1, state: 'lost' });
    expect(await store.jobs.get(jobs[0]!.id)).toMatchObject({
      state: 'canceled',
      reason: 'enough',
      resets: 0,
    });
  });

  it('resets the runs that a worker does not hold any more', async () => {
    const { store } = await database.open();
    const hub = makeHub(store);
    const { jobs } = await queued(store, { jobs: [{}, {}, {}] });
    const claims = [];
    for (const name of ['claim-0001', 'claim-0002', 'claim-0003'])
      claims.push((await claim(hub, claimQuery(name)))!);
    const [held, dropped] = claims;
    await renew(hub, dropped!);
    await hello(hub, { ...info, worker: 'w1', held: [held!] });
    const states = async () =>
      Promise.all(jobs.map(async (job) => (await store.jobs.get(job.id))?.state));
    // The third is fresh and unheard of: its answer may still be on the way.
    expect(await states()).toEqual(['received', 'created', 'received']);
    await hello(hub, { ...info, worker: 'w2', held: [] });
    expect(await states()).toEqual(['received', 'created', 'received']);
    expect((await store.workers.list(60)).map((worker) => [worker.name, worker.busy])).toEqual([
      ['w1', 2],
      ['w2', 0],
    ]);
  });

  it('lets a run token speak for its own run only', async () => {
    const { store } = await database.open();
    const leases = createLeases(makeHub(store));
    await queued(store);
    const { jobId, run } = (await leases.claim(claimQuery('claim-0001')))!;
    const other = { kind: 'run', run: { jobId: jobId + 1, run } } as const;
    await expect(leases.renew({ jobId, run }, other)).rejects.toMatchObject({
      code: 'TURNPIKE_ACCESS_DENIED',
    });
    const own = { kind: 'run', run: { jobId, run } } as const;
    expect(await leases.renew({ jobId, run }, own)).toBe('keep');
    expect(await leases.report({ jobId: 99, run: 1, seq: 1, state: 'passed' })).toBe('gone');
  });

  it('keeps the reason and the instance that a worker names', async () => {
    const { store } = await database.open();
    const hub = makeHub(store);
    const { jobs, build } = await queued(store);
    await claim(hub, claimQuery('claim-0001'));
    const ref = { jobId: jobs[0]!.id, run: 1 };
    await report(hub, { ...ref, seq: 1, state: 'started', instance: 'pid 42' });
    expect(await store.builds.get(build.id)).toMatchObject({ state: 'started' });
    expect((await store.repositories.get(build.repositoryId))?.currentBuildId).toBe(build.id);
    await report(hub, { ...ref, seq: 2, state: 'errored', reason: 'log limit' });
    expect((await store.runs.ofJob(ref.jobId))[0]).toMatchObject({
      instance: 'pid 42',
      reason: 'log limit',
      blame: 'user',
    });
    expect((await store.jobs.get(ref.jobId))?.reason).toBe('log limit');
    expect((await store.owners.get(build.ownerId))?.scheduleVersion).toBe(1);
  });
});
