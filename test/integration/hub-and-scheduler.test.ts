/** Two hubs and two schedulers at work on one database, everything at once and everything twice. */
import { expect, it } from 'vitest';
import type { FinalState } from '@turnpike/sdk';
import type { Store } from '@turnpike/sdk/store';
import { createCommands } from '../../plugins/hub/src/commands.js';
import { createLeases } from '../../plugins/hub/src/leases.js';
import { makeHub } from '../../plugins/hub/src/testing/test-hub.js';
import { scheduleOwner } from '../../plugins/scheduler/src/schedule-owner.js';
import { makeScheduling } from '../../plugins/scheduler/src/testing/test-scheduling.js';
import { onEachDatabase } from '../support/databases.js';
import { claimQuery, seedBuild, seedRepository, type Seeded } from '../support/seed.js';

const LIMIT = 6;
const BUILDS = 6;

/** The second job of every third build fails, so that its later stage never runs. */
function endOf(build: number, job: number): FinalState {
  return build % 3 === 0 && job === 1 ? 'failed' : 'passed';
}

onEachDatabase('two hubs and two schedulers', (database) => {
  it('bring every build to its end, within the limits', async () => {
    const heard: { name: string; data: unknown }[] = [];
    const { store } = await database.open(async (name, data) => void heard.push({ name, data }));
    const hubs = [makeHub(store), makeHub(store)].map(createLeases);
    const schedulers = [1, 2].map(() => makeScheduling(store, { ownerLimit: LIMIT }));
    const repository = await seedRepository(store);
    const builds: Seeded[] = [];
    for (let build = 0; build < BUILDS; build += 1)
      builds.push(
        await seedBuild(store, repository, {
          jobs: [{}, {}, { allowFailure: true }, { stage: 2 }],
        }),
      );
    const planOf = new Map(
      builds.flatMap(({ jobs }, build) => jobs.map((job, index) => [job.id, endOf(build, index)])),
    );
    let most = 0;
    let stopped = false;
    const schedule = async (scheduler: (typeof schedulers)[number]): Promise<void> => {
      while (!stopped) {
        await scheduleOwner(scheduler, repository.ownerId);
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
    };
    const work = async (worker: string): Promise<void> => {
      for (let claim = 0; !stopped; claim += 1) {
        const claimed = await hubs[claim % 2]!.claim(
          claimQuery(`${worker}-claim-${claim}`, { worker }),
        );
        if (!claimed) {
          await new Promise((resolve) => setTimeout(resolve, 5));
          continue;
        }
        const running = await store.jobs.running(repository.ownerId);
        most = Math.max(most, ...running.map((group) => group.count));
        const { jobId, run } = claimed;
        const final = { jobId, run, seq: 2, state: planOf.get(jobId)! };
        const started = { jobId, run, seq: 1, state: 'started' as const };
        await Promise.all(
          hubs.flatMap((hub) => [hub.report(started), hub.renew(claimed), hub.report(final)]),
        );
      }
    };
    const all = [...schedulers.map(schedule), ...['w1', 'w2', 'w3', 'w4'].map(work)];
    await expect
      .poll(() => openBuilds(store, builds), { timeout: 60_000, interval: 50 })
      .toEqual([]);
    stopped = true;
    await Promise.all(all);
    for (const [index, { build, jobs }] of builds.entries()) {
      const failed = index % 3 === 0;
      expect((await store.builds.get(build.id))?.state).toBe(failed ? 'failed' : 'passed');
      const states = (await store.jobs.ofBuild(build.id)).map((job) => [job.state, job.run]);
      const expected = jobs.map((job) => [planOf.get(job.id), 1]);
      expect(states).toEqual(failed ? [...expected.slice(0, 3), ['canceled', 0]] : expected);
      expect(await store.notifications.ofBuild(build.id)).toHaveLength(2);
    }
    expect(most).toBeLessThanOrEqual(LIMIT);
    const ends = heard.filter((fact) => fact.name === 'build:finished');
    expect(ends).toHaveLength(BUILDS);
    expect(await store.runs.open()).toEqual([]);
  }, 300_000);

  it('survive cancels and restarts that come in between', async () => {
    const { store } = await database.open();
    const [one, two] = [makeHub(store), makeHub(store)];
    const leases = [createLeases(one), createLeases(two)];
    const commands = [createCommands(one), createCommands(two)];
    const scheduler = makeScheduling(store);
    const { build, jobs } = await seedBuild(store, await seedRepository(store), {
      jobs: [{}, {}, { stage: 2 }],
    });
    const by = { userId: null };
    for (let round = 0; round < 12; round += 1) {
      await Promise.all([
        scheduleOwner(scheduler, build.ownerId),
        commands[0]!.cancelJob({ jobId: jobs[round % 3]!.id, ...by }),
        commands[1]!.restartBuild({ buildId: build.id, ...by }),
        leases[round % 2]!.claim(claimQuery(`round-${round}-claim`)),
      ]);
      const open = await store.runs.open();
      await Promise.all(
        open.flatMap(({ jobId, run }) =>
          leases.map((hub) => hub.report({ jobId, run, seq: 2, state: 'passed' })),
        ),
      );
    }
    // Whatever has happened: states fit together, and the build can be brought to its end.
    for (let step = 0; step < 10; step += 1) {
      await scheduleOwner(scheduler, build.ownerId);
      const claimed = await leases[0]!.claim(claimQuery(`last-${step}-claim`));
      if (claimed) await leases[1]!.report({ ...claimed, seq: 2, state: 'passed' });
    }
    const states = (await store.jobs.ofBuild(build.id)).map((job) => job.state);
    expect(states.every((state) => ['passed', 'canceled'].includes(state))).toBe(true);
    const ended = (await store.builds.get(build.id))!;
    expect(ended.state).toBe(states.includes('canceled') ? 'canceled' : 'passed');
    const stages = (await store.stages.ofBuild(build.id)).map((stage) => stage.state);
    expect(stages.every((state) => ['passed', 'canceled'].includes(state))).toBe(true);
  }, 300_000);
});

async function openBuilds(store: Store, builds: readonly Seeded[]): Promise<readonly number[]> {
  const known = await store.builds.many(builds.map(({ build }) => build.id));
  const jobs = await store.jobs.unfinished([...known.keys()]);
  return [...new Set(jobs.map((job) => job.buildId))];
}
