/** Who may speak for which worker and which run: every caller against every run. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ServiceCaller } from '@turnpike/sdk';
import { onEachDatabase } from '../../../test/support/databases.js';
import { claimQuery, seedBuild, seedRepository } from '../../../test/support/seed.js';
import type { Store } from '@turnpike/sdk/store';
import type { Hub } from './context.js';
import { endRevoked } from './end-revoked.js';
import { createLeases } from './leases.js';
import { enqueue, makeHub } from './testing/test-hub.js';

const offers = { os: ['linux'], arch: ['amd64'], labels: [] };
const info = { offers, executor: 'dummy', isolation: 'none', slots: 1, version: '1' } as const;
const QUEUE = 'builds.linux';
const own = (name: string, queues: readonly string[] | null = null): ServiceCaller => ({
  kind: 'worker',
  worker: { name, queues },
});
const SHARED: ServiceCaller = { kind: 'worker' };
const DENIED = { code: 'TURNPIKE_ACCESS_DENIED' };

async function register(store: Store, ...names: readonly string[]): Promise<void> {
  for (const name of names) await store.workers.createToken({ hash: name, name, queues: null });
}

/** The token goes after its claim was let in, and before that has its run. */
function revokingMeanwhile(hub: Hub, name: string): Hub {
  return {
    ...hub,
    claims: {
      async take(query) {
        await hub.store.workers.deleteToken(name);
        return hub.claims.take(query);
      },
    },
  };
}

onEachDatabase('callers of the lease protocol', (database) => {
  it('report and renew only what they hold, whoever they are', async () => {
    const { store } = await database.open();
    const hub = makeHub(store);
    const { jobs } = await seedBuild(store, await seedRepository(store), { jobs: [{}, {}] });
    await enqueue(store, ...jobs);
    const leases = createLeases(hub);
    const holders = ['one', 'two'];
    await register(store, ...holders);
    for (const [index, worker] of holders.entries())
      await leases.claim(claimQuery(`claim-000${index}`, { worker }), own(worker));
    const runs = (await store.runs.open()).map(({ jobId, run, worker }) => ({
      jobId,
      run,
      worker,
    }));
    expect(runs).toHaveLength(2);
    const callers = fc.oneof(
      fc.constantFrom(SHARED, own('one'), own('two'), own('One'), own('three')),
      fc.record({
        kind: fc.constant('run' as const),
        run: fc.record({
          jobId: fc.constantFrom(...jobs.map(({ id }) => id), 99),
          run: fc.integer({ min: 1, max: 3 }),
        }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(
        callers,
        fc.constantFrom(...runs),
        fc.boolean(),
        async (caller, run, says) => {
          const { jobId, run: number, worker } = run;
          const may =
            caller.kind === 'run'
              ? caller.run?.jobId === jobId && caller.run.run === number
              : caller.worker?.name === worker;
          const before = await store.runs.get(jobId, number);
          const state = may ? ('started' as const) : ('passed' as const);
          const asked = says
            ? leases.report({ jobId, run: number, seq: 99, state }, caller)
            : leases.renew({ jobId, run: number }, caller);
          if (may) return void expect(await asked).toBe(says ? 'ok' : 'keep');
          await expect(asked).rejects.toMatchObject(DENIED);
          expect(await store.runs.get(jobId, number)).toEqual(before);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('lose what they hold when their token is revoked, and nobody else does', async () => {
    const { store } = await database.open();
    const hub = makeHub(store);
    const { jobs } = await seedBuild(store, await seedRepository(store), { jobs: [{}, {}] });
    await enqueue(store, ...jobs);
    await register(store, 'one', 'two');
    const leases = createLeases(hub);
    const runOf = (claim: Awaited<ReturnType<typeof leases.claim>>): ServiceCaller => ({
      kind: 'run',
      run: { jobId: claim!.jobId, run: claim!.run },
    });
    const first = await leases.claim(claimQuery('claim-0001', { worker: 'one' }), own('one'));
    const second = await leases.claim(claimQuery('claim-0002', { worker: 'two' }), own('two'));
    const of = ({ jobId, run }: { jobId: number; run: number }) => ({ jobId, run });
    await leases.report({ ...of(first!), seq: 1, state: 'started' }, runOf(first));
    expect(await endRevoked(hub)).toBe(0);
    expect(await store.workers.deleteToken('one')).toBe(true);
    expect(await endRevoked(hub)).toBe(1);
    expect(await endRevoked(hub)).toBe(0);
    expect(await leases.renew(of(first!), runOf(first))).toBe('gone');
    const late = { ...of(first!), seq: 9, state: 'passed' as const };
    expect(await leases.report(late, runOf(first))).toBe('gone');
    expect(await store.jobs.get(first!.jobId)).toMatchObject({
      state: 'created',
      reason: 'the token of the worker one was revoked',
    });
    expect(await leases.renew(of(second!), runOf(second))).toBe('keep');
  });

  it('get nothing by a claim under way when their token is revoked, and the job waits again', async () => {
    const { store } = await database.open();
    const { jobs } = await seedBuild(store, await seedRepository(store));
    await enqueue(store, ...jobs);
    await register(store, 'one');
    const leases = createLeases(revokingMeanwhile(makeHub(store), 'one'));
    const claim = leases.claim(claimQuery('claim-0001', { worker: 'one' }), own('one'));
    await expect(claim).rejects.toMatchObject(DENIED);
    expect(await store.runs.open()).toEqual([]);
    expect(await store.jobs.get(jobs[0]!.id)).toMatchObject({
      state: 'created',
      reason: 'the token of the worker one was revoked',
    });
  });

  it('say hello and claim in their own name only, and from their queues', async () => {
    const { store } = await database.open();
    const hub = makeHub(store);
    const { jobs } = await seedBuild(store, await seedRepository(store), { jobs: [{}, {}] });
    await enqueue(store, ...jobs);
    await store.workers.createToken({ hash: 'h', name: 'one', queues: [QUEUE] });
    const leases = createLeases(hub);
    const hello = (worker: string, caller?: ServiceCaller) =>
      leases.hello({ ...info, worker, held: [], queues: [QUEUE] }, caller);
    const claim = (id: string, worker: string, caller?: ServiceCaller, queues = [QUEUE]) =>
      leases.claim(claimQuery(id, { worker, queues }), caller);
    expect(await claim('claim-0001', 'one', own('one', [QUEUE]))).toMatchObject({ run: 1 });
    for (const caller of [SHARED, own('two'), own('ONE'), own('one ')]) {
      await expect(hello('one', caller)).rejects.toMatchObject(DENIED);
      await expect(claim('claim-0002', 'one', caller)).rejects.toMatchObject(DENIED);
    }
    expect(await store.runs.open('one')).toHaveLength(1);
    const other = claim('claim-0003', 'one', own('one', [QUEUE]), [QUEUE, 'builds.secret']);
    await expect(other).rejects.toMatchObject(DENIED);
    // The one secret of a small installation still does for names that nobody has taken.
    await hello('two', SHARED);
    expect(await claim('claim-0004', 'two', SHARED)).toMatchObject({ run: 1 });
  });

  it('get nothing by the id of a claim that another worker made', async () => {
    const { store } = await database.open();
    const { jobs } = await seedBuild(store, await seedRepository(store));
    await enqueue(store, ...jobs);
    await register(store, 'one', 'two');
    const leases = createLeases(makeHub(store));
    const first = await leases.claim(claimQuery('claim-0001', { worker: 'one' }), own('one'));
    expect(first).not.toBeNull();
    const stolen = await leases.claim(claimQuery('claim-0001', { worker: 'two' }), own('two'));
    expect(stolen).toBeNull();
    const again = await leases.claim(claimQuery('claim-0001', { worker: 'one' }), own('one'));
    expect(again).toEqual(first);
  });
});
