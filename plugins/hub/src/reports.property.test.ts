import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isFinal, type FinalState, type Leases } from '@turnpike/sdk';
import type { Store } from '@turnpike/sdk/store';
import { onEachDatabase } from '../../../test/support/databases.js';
import { claimQuery, seedBuild, seedRepository } from '../../../test/support/seed.js';
import { claim } from './claim.js';
import type { Hub } from './context.js';
import { report } from './report.js';
import { enqueue, makeHub, toldOf, type Heard } from './testing/test-hub.js';

type Report = Parameters<Leases['report']>[0];

interface Plan {
  readonly fastFinish: boolean;
  readonly stageless: boolean;
  readonly jobs: readonly {
    readonly stage: number;
    readonly allowFailure: boolean;
    readonly losses: number;
    readonly end: FinalState;
    readonly copies: number;
  }[];
}

const plans = fc.record({
  fastFinish: fc.boolean(),
  stageless: fc.boolean(),
  jobs: fc
    .array(
      fc.record({
        stage: fc.integer({ min: 1, max: 3 }),
        allowFailure: fc.boolean(),
        losses: fc.constantFrom(0, 0, 0, 1, 2),
        end: fc.constantFrom<FinalState>(
          'passed',
          'passed',
          'passed',
          'failed',
          'errored',
          'canceled',
        ),
        copies: fc.integer({ min: 1, max: 3 }),
      }),
      { minLength: 1, maxLength: 6 },
    )
    .map((jobs) => [...jobs].sort((a, b) => a.stage - b.stage)),
});

/** The documented end (travis-services facts 4.3, 4.4), told in another way than hub computes it. */
function expectedEnd(plan: Plan): { readonly jobs: FinalState[]; readonly build: FinalState } {
  const stageOf = (index: number): number => (plan.stageless ? 1 : plan.jobs[index]!.stage);
  const stages = [...new Set(plan.jobs.map((_job, index) => stageOf(index)))].sort();
  const worst = (ends: readonly FinalState[]): FinalState => {
    for (const state of ['canceled', 'errored', 'failed'] as const)
      if (ends.includes(state)) return state;
    return 'passed';
  };
  const resultOf = (stage: number): FinalState =>
    worst(
      plan.jobs
        .filter((job, index) => stageOf(index) === stage && !job.allowFailure)
        .map((job) => job.end),
    );
  const broken = stages.find((stage) => resultOf(stage) !== 'passed');
  const jobs = plan.jobs.map((job, index) =>
    broken !== undefined && stageOf(index) > broken ? 'canceled' : job.end,
  );
  return { jobs, build: broken === undefined ? 'passed' : resultOf(broken) };
}

/** Jobs that stand behind no unfinished stage: what the scheduler lets go. */
async function startable(store: Store, buildId: number): Promise<{ id: number }[]> {
  const open = await store.jobs.unfinished([buildId]);
  const stage = (number: string): number => Number.parseInt(number, 10);
  const first = Math.min(...open.map((job) => stage(job.stageNumber)));
  return open.filter((job) => job.state === 'created' && stage(job.stageNumber) === first);
}

/** A build ends with the report that decides it: no earlier, no later. */
async function expectEndedInTime(store: Store, buildId: number): Promise<void> {
  const build = (await store.builds.get(buildId))!;
  const jobs = await store.jobs.briefsOfBuild(buildId);
  const isDone = (job: { readonly state: string }): boolean => isFinal(job.state);
  const required = jobs.filter((job) => !job.allowFailure);
  const isDecided =
    build.fastFinish && required.length > 0 ? required.every(isDone) : jobs.every(isDone);
  expect(isDone(build)).toBe(isDecided);
}

/** Runs the plan with every choice of what happens next taken from `choose`. */
async function play(
  hub: Hub,
  plan: Plan,
  choose: (below: number) => number,
): Promise<{ readonly buildId: number; readonly jobIds: readonly number[] }> {
  const { store } = hub;
  const repository = await seedRepository(store);
  const { build, jobs } = await seedBuild(store, repository, {
    jobs: plan.jobs,
    fastFinish: plan.fastFinish,
    stageless: plan.stageless,
  });
  const pool: Report[] = [];
  let claims = 0;
  for (;;) {
    const ready = await startable(store, build.id);
    if (ready.length === 0 && pool.length === 0) break;
    const pick = choose(ready.length + pool.length);
    if (pick >= ready.length) {
      const [message] = pool.splice(pick - ready.length, 1);
      await report(hub, message!);
      await expectEndedInTime(store, build.id);
      continue;
    }
    await enqueue(store, ready[pick]!);
    claims += 1;
    const claimed = await claim(hub, claimQuery(`claim-${build.id}-${claims}`));
    if (!claimed) continue;
    const { jobId, run } = claimed;
    const job = plan.jobs[jobs.findIndex((one) => one.id === jobId)]!;
    const end = run <= job.losses ? 'lost' : job.end;
    for (let copy = 0; copy < job.copies; copy += 1)
      pool.push({ jobId, run, seq: 1, state: 'started' }, { jobId, run, seq: 2, state: end });
  }
  return { buildId: build.id, jobIds: jobs.map((job) => job.id) };
}

onEachDatabase('worker reports', (database) => {
  it('lead to the documented end, however they are delivered', async () => {
    const heard: Heard[] = [];
    const { store } = await database.open(
      async (name, data) => void heard.push({ name, data: { ...data } }),
    );
    const hub = makeHub(store, { config: { maxResets: 2 } });
    const property = fc.asyncProperty(plans, fc.infiniteStream(fc.nat()), async (plan, stream) => {
      heard.length = 0;
      const choose = (below: number): number => stream.next().value! % below;
      const { buildId, jobIds } = await play(hub, plan, choose);
      const expected = expectedEnd(plan);
      const jobs = await store.jobs.ofBuild(buildId);
      expect(jobs.map((job) => job.state)).toEqual(expected.jobs);
      const build = await store.builds.get(buildId);
      expect(build?.state).toBe(expected.build);
      expect(build?.startedAt).not.toBeNull();
      const stages = await store.stages.ofBuild(buildId);
      expect(stages.every((stage) => stage.finishedAt !== null)).toBe(true);
      const once = (prefix: string, count: number): void =>
        expect(toldOf(heard, prefix)).toHaveLength(count);
      once('build:started', 1);
      once('stage:finished', stages.length);
      const ends = heard.filter(({ name }) => /^(build|job):(finished|canceled)$/.test(name));
      expect(ends).toHaveLength(1 + jobIds.length);
      const open = await store.runs.open();
      expect(open.filter((run) => jobIds.includes(run.jobId))).toEqual([]);
      const rows = await store.notifications.ofBuild(buildId);
      expect(rows.map((row) => row.event)).toEqual([
        'started',
        expected.build === 'canceled' ? 'canceled' : 'finished',
      ]);
    });
    await fc.assert(property, { numRuns: database.name === 'sqlite' ? 80 : 8 });
  }, 300_000);
});
