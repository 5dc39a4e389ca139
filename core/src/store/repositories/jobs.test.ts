import { expect, it } from 'vitest';
import { onEachDatabase } from '../../../../test/support/databases.js';
import { claimQuery, seedBuild, seedRepository } from '../../../../test/support/seed.js';
import type { Store } from '../../contracts/store.js';

const queue = 'builds.linux';
const enqueue = (store: Store, id: number, to = queue) =>
  store.jobs.transition(id, { from: ['created'], to: 'queued', queue: to });

onEachDatabase('jobs and runs', (database) => {
  it('reads back what was written', async () => {
    const { store } = await database.open();
    const config = { language: 'ruby', os: 'linux', script: ['rake'], nested: { a: [1, null] } };
    const { build, stages, jobs } = await seedBuild(store, await seedRepository(store), {
      jobs: [{ config, allowFailure: true, labels: ['gpu'] }, { stage: 2 }],
    });
    const job = await store.jobs.get(jobs[0]!.id);
    expect(job).toMatchObject({
      buildId: build.id,
      stageId: stages[0]!.id,
      number: '1.1',
      stageNumber: '1.1',
      state: 'created',
      allowFailure: true,
      needs: { os: 'linux', arch: 'amd64', labels: ['gpu'] },
      trust: 'full',
      run: 0,
      version: 1,
    });
    expect(job?.config).toEqual(config);
    expect(Object.keys(job!)).not.toContain('os');
    expect((await store.jobs.ofBuild(build.id)).map((row) => row.number)).toEqual(['1.1', '1.2']);
    expect('config' in (await store.jobs.briefsOfBuild(build.id))[0]!).toBe(false);
    const [waiting] = await store.jobs.waiting(job!.ownerId, 10);
    expect(waiting).not.toHaveProperty('config');
    expect(waiting?.routeConfig).toEqual({ language: 'ruby', os: 'linux' });
    expect(await store.jobs.get(999)).toBeUndefined();
  });

  it('reads no configuration for a list, and as many as there is room for where they are asked for', async () => {
    const { store } = await database.open();
    const sizes = [10, 5_000, 20, 30];
    const { build, jobs } = await seedBuild(store, await seedRepository(store), {
      jobs: sizes.map((size) => ({ config: { script: 'x'.repeat(size) } })),
    });
    const { rows } = await store.jobs.list({}, { limit: 10 });
    expect(rows).toHaveLength(4);
    for (const row of [...rows, ...(await store.jobs.briefsOfBuilds([build.id]))])
      expect(row).not.toHaveProperty('config');
    const ids = jobs.map(({ id }) => id);
    const lengths = async (room: number): Promise<readonly (number | undefined)[]> => {
      const found = await store.jobs.configsOf(ids, room);
      return ids.map((id) => (found.get(id)?.['script'] as string | undefined)?.length);
    };
    expect(await lengths(10_000)).toEqual(sizes);
    expect(await lengths(200)).toEqual([10, undefined, 20, 30]);
    expect(await lengths(5)).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('inserts many jobs at once, whatever each of them names', async () => {
    const { store } = await database.open();
    const { build, jobs } = await seedBuild(store, await seedRepository(store));
    const { stageId, repositoryId, ownerId } = jobs[0]!;
    const made = await store.jobs.insert(
      Array.from({ length: 250 }, (_, index) => ({
        ...{ buildId: build.id, stageId, repositoryId, ownerId, number: `1.${index + 2}` },
        ...{ stageNumber: '1.1', name: null, allowFailure: false, config: { index } },
        needs: { os: 'linux', arch: 'amd64', labels: [] },
        trust: 'full' as const,
        ...(index % 3 === 0 ? { priority: 2 } : {}),
        ...(index % 7 === 0 ? { state: 'errored' as const, reason: 'no' } : {}),
      })),
    );
    expect(made.map((job) => job.config['index'])).toEqual(made.map((_job, index) => index));
    expect(made.slice(0, 2)).toMatchObject([
      { state: 'errored', priority: 2, reason: 'no', startedAt: expect.any(Number) },
      { state: 'created', priority: 0, reason: null, startedAt: null, version: 1 },
    ]);
    expect((await store.jobs.list({ repositoryId }, { limit: 1 })).total).toBe(251);
    expect((await store.jobs.list({ readableBy: 0 }, { limit: 1 })).total).toBe(251);
  });

  it('changes states by compare-and-set, along legal ways only', async () => {
    const { store } = await database.open();
    const { jobs } = await seedBuild(store, await seedRepository(store));
    const id = jobs[0]!.id;
    const queued = await enqueue(store, id);
    expect(queued).toMatchObject({ state: 'queued', queue, version: 2 });
    expect(queued?.queuedAt).toBeGreaterThan(0);
    expect(await enqueue(store, id)).toBeUndefined();
    await expect(
      store.jobs.transition(id, { from: ['passed'], to: 'failed' }),
    ).rejects.toMatchObject({ code: 'TURNPIKE_STATE_ILLEGAL' });
    const stale = { from: ['queued'], to: 'canceled', run: 7 } as const;
    expect(await store.jobs.transition(id, stale)).toBeUndefined();
    const canceled = await store.jobs.transition(id, { ...stale, run: 0, reason: 'enough' });
    expect(canceled).toMatchObject({ state: 'canceled', reason: 'enough', version: 3 });
    const again = await store.jobs.transition(id, {
      from: ['canceled'],
      to: 'created',
      kind: 'restart',
      restartedBy: 5,
    });
    expect(again).toMatchObject({ queue: null, queuedAt: null, finishedAt: null, restartedBy: 5 });
  });

  it('lets exactly one of many win a change', async () => {
    const { store } = await database.open();
    const { jobs } = await seedBuild(store, await seedRepository(store));
    const answers = await Promise.all(Array.from({ length: 8 }, () => enqueue(store, jobs[0]!.id)));
    expect(answers.filter(Boolean)).toHaveLength(1);
  });

  it('claims by queue, offers and labels, priority first, then age', async () => {
    const { store } = await database.open();
    const { jobs } = await seedBuild(store, await seedRepository(store), {
      jobs: [{ os: 'osx' }, { labels: ['gpu', 'big'] }, {}, { priority: 5 }, {}],
    });
    for (const job of jobs) await enqueue(store, job.id);
    await enqueue(store, jobs[4]!.id, 'other');
    const take = async (claimId: string, patch = {}) =>
      (await store.runs.claim(claimQuery(claimId, patch)))?.job.number;
    expect(await take('c1')).toBe('1.4');
    expect(await take('c2')).toBe('1.3');
    expect(await take('c3')).toBe('1.5');
    expect(await take('c4')).toBeUndefined();
    const linux = { os: ['linux'], arch: ['arm64', 'amd64'], labels: ['gpu'] };
    expect(await take('c5', { offers: linux })).toBeUndefined();
    expect(await take('c6', { offers: { ...linux, labels: ['x', 'big', 'gpu'] } })).toBe('1.2');
    expect(await take('c7', { queues: [] })).toBeUndefined();
    expect(await take('c8', { offers: { os: ['osx'], arch: ['amd64'], labels: [] } })).toBe('1.1');
  });

  it('lets owners take turns: an owner with many jobs does not hold up one with few', async () => {
    const { store } = await database.open();
    const many = await seedBuild(store, await seedRepository(store), {
      jobs: [{}, {}, {}],
    });
    const few = await seedBuild(store, await seedRepository(store, { login: 'bob' }), {
      jobs: [{}],
    });
    const line = async (job: { id: number; ownerId: number }): Promise<void> => {
      const { head, own } = await store.jobs.queueTags(job.ownerId, queue);
      const queueTag = own === null ? head : Math.max(head, own + 1);
      await store.jobs.transition(job.id, { from: ['created'], to: 'queued', queue, queueTag });
    };
    for (const job of many.jobs) await line(job);
    await line(few.jobs[0]!);
    const order = [];
    for (const claimId of ['c1', 'c2', 'c3', 'c4'])
      order.push((await store.runs.claim(claimQuery(claimId)))!.job.id);
    expect(order).toEqual([many.jobs[0]!.id, few.jobs[0]!.id, many.jobs[1]!.id, many.jobs[2]!.id]);
    expect(await store.jobs.queueTags(many.build.ownerId, queue)).toEqual({ head: 2, own: 2 });
    expect(await store.jobs.queueTags(few.build.ownerId, queue)).toEqual({ head: 2, own: 0 });
    expect(await store.jobs.queueTags(few.build.ownerId, 'other')).toEqual({ head: 0, own: null });
  });

  it('answers the same claim again, and gives a job to one of many claimers', async () => {
    const { store } = await database.open();
    const { jobs } = await seedBuild(store, await seedRepository(store), {
      jobs: Array.from({ length: 5 }, () => ({})),
    });
    for (const job of jobs) await enqueue(store, job.id);
    const claims = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        store.runs.claim(claimQuery(`claim-${index % 8}`, { worker: `w${index}` })),
      ),
    );
    const taken = claims.flatMap((claim) => (claim ? [claim] : []));
    // A twin that lost its race has held a job for a moment, so that others passed it by.
    for (let more = 0; more < 5; more += 1) {
      const claim = await store.runs.claim(claimQuery(`claim-more-${more}`));
      if (claim) taken.push(claim);
    }
    expect(new Set(taken.map((claim) => claim.run.claimId)).size).toBe(5);
    expect(new Set(taken.map((claim) => claim.job.id)).size).toBe(5);
    const one = taken[0]!;
    const repeat = await store.runs.claim(claimQuery(one.run.claimId));
    expect(repeat).toMatchObject({ repeated: true, job: { id: one.job.id, run: 1 } });
    await store.runs.report(one.job.id, 1, { seq: 1, state: 'lost' });
    await store.jobs.transition(one.job.id, { from: ['received'], to: 'created', kind: 'reset' });
    expect(await store.runs.claim(claimQuery(one.run.claimId))).toBeUndefined();
  });

  it('drops reports that are not newer, and those of an ended run', async () => {
    const { store } = await database.open();
    const { jobs } = await seedBuild(store, await seedRepository(store));
    const id = jobs[0]!.id;
    await enqueue(store, id);
    await store.runs.claim(claimQuery('claim-1'));
    const report = (seq: number, state: 'started' | 'passed' | 'failed') =>
      store.runs.report(id, 1, { seq, state, instance: 'pid 1' });
    expect(await report(2, 'started')).toMatchObject({ state: 'started', seq: 2 });
    expect(await report(2, 'passed')).toBeUndefined();
    expect(await report(1, 'passed')).toBeUndefined();
    expect(await store.runs.open('w1')).toHaveLength(1);
    expect(await report(3, 'passed')).toMatchObject({ state: 'passed', instance: 'pid 1' });
    expect(await report(4, 'failed')).toBeUndefined();
    expect(await store.runs.open()).toEqual([]);
    expect(await store.runs.unsealed(5)).toHaveLength(1);
    await store.runs.setLog(id, 1, { bytes: 10, lines: 2, sealed: true });
    expect(await store.runs.unsealed(5)).toEqual([]);
    await store.runs.removeLogs(id, 3);
    expect(await store.runs.get(id, 1)).toMatchObject({ logBytes: 0, logRemovedBy: 3 });
    expect(await store.runs.ofJob(id)).toHaveLength(1);
  });

  it('seals with the last report, and never unseals', async () => {
    const { store } = await database.open();
    const { jobs } = await seedBuild(store, await seedRepository(store));
    const id = jobs[0]!.id;
    await enqueue(store, id);
    await store.runs.claim(claimQuery('claim-1'));
    await store.runs.report(id, 1, { seq: 1, state: 'started', sealed: { bytes: 5, lines: 1 } });
    expect(await store.runs.get(id, 1)).toMatchObject({ logSealed: false, logBytes: 0 });
    await store.runs.report(id, 1, { seq: 2, state: 'passed', sealed: { bytes: 10, lines: 2 } });
    const whole = { logSealed: true, logBytes: 10, logLines: 2 };
    expect(await store.runs.get(id, 1)).toMatchObject(whole);
    expect(await store.runs.unsealed(5)).toEqual([]);
    await store.runs.setLog(id, 1, { bytes: 5, lines: 1, sealed: false });
    expect(await store.runs.get(id, 1)).toMatchObject(whole);
    await store.runs.setLog(id, 1, { bytes: 12, lines: 3, sealed: true });
    expect(await store.runs.get(id, 1)).toMatchObject({ logBytes: 12, logLines: 3 });
  });

  it('offers logs by age and by size, oldest first, and forgets earlier runs without one', async () => {
    const { store } = await database.open();
    const repository = await seedRepository(store);
    const seeded = [await seedBuild(store, repository), await seedBuild(store, repository)];
    const [first = 0, second = 0] = seeded.map(({ jobs }) => jobs[0]?.id);
    for (const [id, run] of [
      [first, 1],
      [first, 2],
      [second, 1],
    ] as const) {
      await enqueue(store, id);
      await store.runs.claim(claimQuery(`claim-${id}-${run}`));
      await store.runs.report(id, run, { seq: 1, state: 'lost' });
      await store.runs.setLog(id, run, { bytes: 100, lines: 1, sealed: true });
      await store.jobs.transition(id, { from: ['received'], to: 'created', kind: 'reset' });
    }
    await enqueue(store, second);
    await store.runs.claim(claimQuery('claim-open'));
    const old = async (days: number, beyond: number, limit = 9) =>
      (await store.runs.oldLogs({ olderThanDays: days, beyond, limit })).map(
        ({ jobId, run, because }) => `${jobId === first ? 'first' : 'second'} ${run} ${because}`,
      );
    expect(await old(1, 300)).toEqual([]);
    expect(await old(0, 299)).toEqual(['first 1 size']);
    expect(await old(0, 150)).toEqual(['first 1 size', 'first 2 size']);
    expect(await old(-1 / 86_400, 0, 2)).toEqual(['first 1 age', 'first 2 age']);
    const purge = (olderThanDays: number) => store.runs.purge({ olderThanDays, limit: 9 });
    expect(await purge(-1)).toBe(0);
    await store.runs.logsRemoved([{ jobId: first, run: 1 }], 'its time was over');
    expect(await store.runs.get(first, 1)).toMatchObject({
      logBytes: 0,
      logRemovedReason: 'its time was over',
      logRemovedAt: expect.any(Number) as number,
    });
    expect(await old(0, 150)).toEqual(['first 2 size']);
    expect([await purge(0), await purge(1), await purge(-1)]).toEqual([0, 0, 1]);
    expect((await store.runs.ofJob(first)).map(({ run }) => run)).toEqual([2]);
  });

  it('renews many runs while others write them in another order', async () => {
    const { store } = await database.open();
    const { jobs } = await seedBuild(store, await seedRepository(store), { jobs: [{}, {}, {}] });
    const runs = jobs.map(({ id }) => ({ jobId: id, run: 1 }));
    for (const { jobId } of runs) {
      await enqueue(store, jobId);
      await store.runs.claim(claimQuery(`claim-many-${jobId}`));
    }
    const size = { bytes: 1, lines: 1, sealed: false };
    const write = () =>
      store.transaction(async (tx) => {
        for (const { jobId, run } of runs.toReversed()) await tx.runs.setLog(jobId, run, size);
      });
    for (let round = 0; round < 5; round += 1) {
      const [first, , second] = await Promise.all([
        store.runs.renewMany(runs),
        write(),
        store.runs.renewMany(runs.toReversed()),
        write(),
      ]);
      expect([...first, ...second].filter(Boolean)).toHaveLength(6);
    }
    expect((await store.runs.get(runs[0]!.jobId, 1))?.logBytes).toBe(1);
  });

  it('counts renewals, and ends a run only while nobody renews it', async () => {
    const { store } = await database.open();
    const { jobs } = await seedBuild(store, await seedRepository(store));
    const id = jobs[0]!.id;
    expect(await store.runs.renew(id, 1)).toBeUndefined();
    await enqueue(store, id);
    await store.runs.claim(claimQuery('claim-1'));
    expect(await store.runs.renew(id, 1)).toEqual({ cancel: false });
    await store.jobs.requestCancel(id, 'x');
    expect(await store.runs.renew(id, 1)).toEqual({ cancel: true });
    const lost = { seq: 1, state: 'lost' } as const;
    expect(await store.runs.report(id, 1, { ...lost, renewals: 1 })).toBeUndefined();
    expect(await store.runs.report(id, 1, { ...lost, renewals: 2 })).toMatchObject({ seq: 1 });
    expect(await store.runs.renew(id, 1)).toBeUndefined();
  });

  it('marks a running job for cancelling', async () => {
    const { store } = await database.open();
    const { jobs } = await seedBuild(store, await seedRepository(store));
    const id = jobs[0]!.id;
    expect(await store.jobs.requestCancel(id, 'x')).toBeUndefined();
    await enqueue(store, id);
    await store.runs.claim(claimQuery('claim-1'));
    const marked = await store.jobs.requestCancel(id, 'canceled by ada');
    expect(marked).toMatchObject({ state: 'received', reason: 'canceled by ada' });
    expect(marked?.cancelRequestedAt).toBeGreaterThan(0);
  });

  it('shows the scheduler what waits and what runs', async () => {
    const { store } = await database.open();
    const repository = await seedRepository(store);
    const other = await seedRepository(store, { login: 'bob' });
    const first = await seedBuild(store, other);
    const { jobs, build } = await seedBuild(store, repository, {
      jobs: [{}, { priority: 1 }, { stage: 2 }],
    });
    expect(await store.owners.withWaitingJobs(10)).toEqual([other.ownerId, repository.ownerId]);
    const numbers = async (limit: number, after?: { priority: number; id: number }) =>
      (await store.jobs.waiting(repository.ownerId, limit, after)).map((job) => job.number);
    expect(await numbers(10)).toEqual(['1.2', '1.1', '1.3']);
    expect(await numbers(10, { priority: 1, id: jobs[1]!.id })).toEqual(['1.1', '1.3']);
    expect(await numbers(1, { priority: 0, id: jobs[0]!.id })).toEqual(['1.3']);
    expect(await store.jobs.setWaiting(jobs[0]!.id, 'limit owner 5/5')).toBe(true);
    expect(await store.jobs.setWaiting(jobs[0]!.id, 'limit owner 5/5')).toBe(false);
    await enqueue(store, jobs[0]!.id);
    expect(await store.jobs.running(repository.ownerId)).toEqual([
      { repositoryId: repository.id, queue, count: 1 },
    ]);
    expect((await store.jobs.unfinished([build.id])).map((job) => job.state)).toEqual([
      'queued',
      'created',
      'created',
    ]);
    expect(await store.jobs.countsByState()).toEqual({ created: 3, queued: 1 });
    expect(await store.jobs.queues()).toMatchObject([{ queue, queued: 1, running: 0 }]);
    expect(await store.jobs.queuedLongerThan(60, 5)).toEqual([]);
    expect(await store.jobs.queuedLongerThan(0, 5)).toHaveLength(1);
    await enqueue(store, first.jobs[0]!.id);
    expect(await store.owners.withWaitingJobs(10)).toEqual([repository.ownerId]);
    await store.jobs.setWaitingBehind(repository.ownerId, jobs[1]!, 'limit owner 1/1');
    expect((await store.jobs.get(jobs[2]!.id))?.reason).toBe('limit owner 1/1');
    expect((await store.jobs.get(jobs[1]!.id))?.reason).toBeNull();
  });

  it('puts the waiting jobs of a build first', async () => {
    const { store } = await database.open();
    const repository = await seedRepository(store);
    const first = await seedBuild(store, repository, { jobs: [{}] });
    const second = await seedBuild(store, repository, { jobs: [{}, {}, {}] });
    const waiting = async () =>
      (await store.jobs.waiting(repository.ownerId, 10)).map(({ number }) => number);
    expect(await waiting()).toEqual(['1.1', '2.1', '2.2', '2.3']);
    await enqueue(store, first.jobs[0]!.id);
    await enqueue(store, second.jobs[0]!.id);
    expect(await store.builds.prioritize(second.build.id)).toBe(3);
    expect(await store.builds.prioritize(second.build.id)).toBe(3);
    expect((await store.builds.get(second.build.id))?.priority).toBe(true);
    expect((await store.builds.get(first.build.id))?.priority).toBe(false);
    expect(await waiting()).toEqual(['2.2', '2.3']);
    expect((await store.jobs.get(second.jobs[0]!.id))?.priority).toBe(5);
    const claimed = await store.runs.claim(claimQuery('claim-1'));
    expect(claimed?.job.number).toBe('2.1');
  });

  it('pages jobs with totals', async () => {
    const { store } = await database.open();
    const repository = await seedRepository(store);
    await seedBuild(store, repository, { jobs: Array.from({ length: 7 }, () => ({})) });
    const page = await store.jobs.list({ repositoryId: repository.id }, { limit: 3, offset: 5 });
    expect(page.total).toBe(7);
    expect(page.rows.map((job) => job.number)).toEqual(['1.2', '1.1']);
    const open = await store.jobs.list({ states: ['created'], readableBy: 0 }, { limit: 2 });
    expect([open.total, open.rows.length]).toEqual([7, 2]);
    expect((await store.jobs.list({ states: [] }, { limit: 2 })).rows).toEqual([]);
  });

  it('knows the workers that said hello and how busy they are', async () => {
    const { store } = await database.open();
    const { jobs } = await seedBuild(store, await seedRepository(store));
    const worker = {
      name: 'w1',
      queues: [queue],
      offers: { os: ['linux'], arch: ['amd64'], labels: [] },
      executor: 'local',
      isolation: 'none',
      slots: 2,
      version: '1',
    } as const;
    expect(await store.workers.hello(worker)).toBe(true);
    expect(await store.workers.hello({ ...worker })).toBe(false);
    expect(await store.workers.hello({ ...worker, slots: 4 })).toBe(true);
    expect(await store.workers.hello({ ...worker, slots: 4 }, -1)).toBe(true);
    await enqueue(store, jobs[0]!.id);
    await store.runs.claim(claimQuery('claim-1'));
    expect(await store.workers.list(60)).toMatchObject([{ ...worker, slots: 4, busy: 1 }]);
    expect(await store.workers.list(-5)).toEqual([]);
  });
});
