import { expect, it } from 'vitest';
import type { FinalState } from '@turnpike/sdk';
import type { Store } from '@turnpike/sdk/store';
import { onEachDatabase, type TestDatabase } from '../../../test/support/databases.js';
import {
  claimQuery,
  seedBuild,
  seedRepository,
  type SeedBuild,
} from '../../../test/support/seed.js';
import { claim } from './claim.js';
import { createCommands } from './commands.js';
import type { Hub } from './context.js';
import { report } from './report.js';
import { enqueue, loud, makeHub, toldOf, type Heard } from './testing/test-hub.js';

async function setUp(database: TestDatabase, seed: SeedBuild = {}) {
  const heard: Heard[] = [];
  const { store } = await database.open(
    async (name, data) => void heard.push({ name, data: { ...data } }),
  );
  const hub = makeHub(store, {
    notifiers: (provider) => [
      loud,
      { ...loud, id: 'discreet', autoCanceled: false },
      // The seeded repository is one of plain git, which has no ear for this one.
      ...(provider === 'git' ? [] : [{ ...loud, id: 'statuses' }]),
    ],
  });
  const user = await store.users.insert({ login: 'grace', name: null, email: null, admin: false });
  const seeded = await seedBuild(store, await seedRepository(store), seed);
  const states = async (): Promise<string[]> =>
    (await store.jobs.ofBuild(seeded.build.id)).map((job) => job.state);
  const buildState = async () => (await store.builds.get(seeded.build.id))?.state;
  return { hub, store, heard, user, commands: createCommands(hub), states, buildState, ...seeded };
}

let claims = 0;
/** Queues, claims and ends a job. */
async function run(hub: Hub, job: { id: number }, end?: FinalState): Promise<void> {
  await start(hub.store, hub, job);
  const current = (await hub.store.jobs.get(job.id))!;
  if (end) await report(hub, { jobId: job.id, run: current.run, seq: 2, state: end });
}
async function start(store: Store, hub: Hub, job: { id: number }): Promise<void> {
  await enqueue(store, job);
  claims += 1;
  const claimed = (await claim(hub, claimQuery(`claim-cmd-${claims}`)))!;
  expect(claimed.jobId).toBe(job.id);
  await report(hub, { jobId: job.id, run: claimed.run, seq: 1, state: 'started' });
}

onEachDatabase('commands', (database) => {
  it('cancels a waiting job at once, and says who did', async () => {
    const { commands, jobs, user, store, states, buildState, heard } = await setUp(database, {
      jobs: [{}, {}],
    });
    const input = { jobId: jobs[0]!.id, userId: user.id };
    expect(await commands.cancelJob(input)).toEqual({ accepted: true });
    expect((await store.jobs.get(jobs[0]!.id))?.reason).toBe('canceled by grace');
    expect(await commands.cancelJob(input)).toMatchObject({ accepted: false, rule: 'finished' });
    expect(await states()).toEqual(['canceled', 'created']);
    expect(await buildState()).toBe('created');
    await commands.cancelJob({ jobId: jobs[1]!.id, userId: null });
    expect(await buildState()).toBe('canceled');
    expect(toldOf(heard, 'build:')).toEqual(['build:canceled']);
    expect(await commands.cancelJob({ jobId: 99, userId: null })).toMatchObject({
      rule: 'not-found',
    });
  });

  it('asks the worker to end a running job, and takes its word', async () => {
    const { commands, hub, jobs, store, heard } = await setUp(database);
    const [job] = jobs;
    await run(hub, job!);
    await commands.cancelJob({ jobId: job!.id, userId: null, reason: 'enough' });
    expect(toldOf(heard, 'job:cancel')).toEqual(['job:cancel-requested']);
    expect((await store.jobs.get(job!.id))?.state).toBe('started');
    await report(hub, { jobId: job!.id, run: 1, seq: 2, state: 'canceled' });
    expect(await store.jobs.get(job!.id)).toMatchObject({ state: 'canceled', reason: 'enough' });
  });

  it('is refused by a plugin', async () => {
    const { commands, hub, jobs, build, user } = await setUp(database);
    hub.hooks.job.command.tap('guard', ({ command, user }) => ({
      rule: 'frozen',
      message: `${user?.login} may not ${command}`,
    }));
    const refused = { accepted: false, rule: 'frozen', message: 'grace may not cancel' };
    expect(await commands.cancelJob({ jobId: jobs[0]!.id, userId: user.id })).toEqual(refused);
    expect(await commands.cancelBuild({ buildId: build.id, userId: user.id })).toEqual(refused);
  });

  it('cancels a whole build, running jobs and all', async () => {
    const { commands, hub, jobs, build, states, buildState } = await setUp(database, {
      jobs: [{}, {}, { stage: 2 }],
    });
    await run(hub, jobs[0]!);
    expect(await commands.cancelBuild({ buildId: build.id, userId: null })).toEqual({
      accepted: true,
    });
    expect(await states()).toEqual(['started', 'canceled', 'canceled']);
    expect(await buildState()).toBe('started');
    await report(hub, { jobId: jobs[0]!.id, run: 1, seq: 9, state: 'canceled' });
    expect(await buildState()).toBe('canceled');
    expect(await commands.cancelBuild({ buildId: build.id, userId: null })).toMatchObject({
      rule: 'finished',
    });
  });

  it('supersedes a build that waits, quietly; one that runs only if told', async () => {
    const { commands, hub, jobs, build, store, buildState } = await setUp(database);
    const auto = { byBuildId: 77, running: false };
    const input = { buildId: build.id, userId: null, reason: 'Superseded by build 2.' };
    await start(store, hub, jobs[0]!);
    expect(await commands.cancelBuild({ ...input, auto })).toMatchObject({ rule: 'running' });
    const running = { ...auto, running: true };
    expect(await commands.cancelBuild({ ...input, auto: running })).toEqual({ accepted: true });
    await report(hub, { jobId: jobs[0]!.id, run: 1, seq: 2, state: 'canceled' });
    expect(await store.builds.get(build.id)).toMatchObject({
      state: 'canceled',
      autoCanceledBy: 77,
    });
    expect(await buildState()).toBe('canceled');
    const told = (await store.notifications.ofBuild(build.id)).map((row) => [
      row.notifier,
      row.event,
    ]);
    expect(told).toEqual([
      ['loud', 'started'],
      ['discreet', 'started'],
      ['loud', 'canceled'],
    ]);
  });

  it('errors a waiting job that nothing can run', async () => {
    const { commands, hub, jobs, store, buildState } = await setUp(database, { jobs: [{}, {}] });
    const reason = 'no worker offers os windows';
    expect(await commands.errorJob({ jobId: jobs[0]!.id, reason })).toEqual({ accepted: true });
    expect(await store.jobs.get(jobs[0]!.id)).toMatchObject({ state: 'errored', reason });
    await start(store, hub, jobs[1]!);
    expect(await commands.errorJob({ jobId: jobs[1]!.id, reason })).toMatchObject({
      rule: 'not-waiting',
    });
    await report(hub, { jobId: jobs[1]!.id, run: 1, seq: 2, state: 'passed' });
    expect(await buildState()).toBe('errored');
  });

  it('restarts a job: a new run beside the old one', async () => {
    const { commands, hub, jobs, build, user, store, buildState, heard } = await setUp(database, {
      jobs: [{}, {}],
    });
    await run(hub, jobs[0]!, 'passed');
    await run(hub, jobs[1]!, 'failed');
    expect(await buildState()).toBe('failed');
    const input = { jobId: jobs[1]!.id, userId: user.id };
    expect(await commands.restartJob(input)).toEqual({ accepted: true });
    expect(await commands.restartJob(input)).toMatchObject({ rule: 'unfinished' });
    expect(await store.jobs.get(jobs[1]!.id)).toMatchObject({
      state: 'created',
      restartedBy: user.id,
      startedAt: null,
    });
    expect(await buildState()).toBe('created');
    expect((await store.stages.ofBuild(build.id))[0]?.state).toBe('created');
    await run(hub, jobs[1]!, 'passed');
    expect(await buildState()).toBe('passed');
    expect((await store.stages.ofBuild(build.id))[0]?.state).toBe('passed');
    const runs = await store.runs.ofJob(jobs[1]!.id);
    expect(runs.map((row) => [row.run, row.state])).toEqual([
      [1, 'failed'],
      [2, 'passed'],
    ]);
    expect(toldOf(heard, 'build:')).toEqual([
      'build:started',
      'build:finished',
      'build:restarted',
      'build:started',
      'build:finished',
    ]);
  });

  it('arms later stages again when what stopped them is restarted', async () => {
    const { commands, hub, jobs, states, buildState } = await setUp(database, {
      jobs: [{}, {}, { stage: 2 }, { stage: 3 }],
    });
    await run(hub, jobs[0]!, 'passed');
    await run(hub, jobs[1]!, 'errored');
    expect(await states()).toEqual(['passed', 'errored', 'canceled', 'canceled']);
    expect(await buildState()).toBe('errored');
    await commands.restartJob({ jobId: jobs[1]!.id, userId: null });
    expect(await states()).toEqual(['passed', 'created', 'created', 'created']);
    await run(hub, jobs[1]!, 'passed');
    await run(hub, jobs[2]!, 'passed');
    await run(hub, jobs[3]!, 'passed');
    expect(await buildState()).toBe('passed');
  });

  it('restarts a build, whole or only what did not pass', async () => {
    const { commands, hub, jobs, build, states } = await setUp(database, { jobs: [{}, {}] });
    const again = (onlyFailed: boolean) =>
      commands.restartBuild({ buildId: build.id, userId: null, onlyFailed });
    await run(hub, jobs[0]!, 'passed');
    expect(await again(false)).toMatchObject({ rule: 'unfinished' });
    await run(hub, jobs[1]!, 'failed');
    expect(await again(true)).toEqual({ accepted: true });
    expect(await states()).toEqual(['passed', 'created']);
    await run(hub, jobs[1]!, 'passed');
    expect(await again(true)).toMatchObject({ rule: 'nothing' });
    expect(await again(false)).toEqual({ accepted: true });
    expect(await states()).toEqual(['created', 'created']);
  });

  it('restarts what a fast finish left behind without touching what still runs', async () => {
    const { commands, hub, jobs, build, states, buildState } = await setUp(database, {
      jobs: [{}, { allowFailure: true }],
      fastFinish: true,
    });
    await run(hub, jobs[1]!);
    await run(hub, jobs[0]!, 'failed');
    expect(await buildState()).toBe('failed');
    await commands.restartBuild({ buildId: build.id, userId: null });
    expect(await states()).toEqual(['created', 'started']);
    expect(await buildState()).toBe('started');
    await run(hub, jobs[0]!, 'passed');
    expect(await buildState()).toBe('passed');
    const duration = async () => (await hub.store.builds.get(build.id))!.durationMs!;
    const before = await duration();
    await new Promise((resolve) => setTimeout(resolve, 20));
    await report(hub, { jobId: jobs[1]!.id, run: 1, seq: 2, state: 'failed' });
    expect(await buildState()).toBe('passed');
    expect(await duration()).toBeGreaterThan(before);
  });

  it('does not restart a build whose configuration could not be read', async () => {
    const { commands, build, jobs, store } = await setUp(database, { configError: true });
    await store.jobs.transition(jobs[0]!.id, { from: ['created'], to: 'errored' });
    await store.builds.transition(build.id, { from: ['created'], to: 'errored' });
    const refused = { accepted: false, rule: 'config-error' };
    expect(await commands.restartJob({ jobId: jobs[0]!.id, userId: null })).toMatchObject(refused);
    expect(await commands.restartBuild({ buildId: build.id, userId: null })).toMatchObject(refused);
  });
});
