/** One round: start, push, kill, wait until all builds have ended, compare. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isFinal } from '@turnpike/core/contracts';
import { addRepository } from '../integration/scenario.js';
import { allBuilds, type Pushed } from './checks.js';
import { deliver } from './deliver.js';
import { startExecutor, type ExecutorName } from './executors.js';
import { startHarm } from './faults.js';
import { judge, type Verdict } from './judge.js';
import { startKiller, type Kills } from './killer.js';
import type { ShapeName, Variant } from './options.js';
import {
  makeRepository,
  makeTruth,
  PROJECTS,
  type Repository,
  type RoundFolder,
} from './projects.js';
import { createRandom, type Random } from './random.js';
import type { Shape } from './shape.js';
import { startSingle } from './single.js';
import { startSplit } from './split.js';

export interface Round {
  readonly shape: ShapeName;
  readonly variant: Variant;
  readonly executor: ExecutorName;
  readonly builds: number;
  readonly seed: number;
  readonly seconds: number;
  readonly keep: boolean;
  /** Foreign locks, lost sessions, full disks; deliveries that come late or twice. */
  readonly faults: boolean;
}
export interface Outcome extends Verdict {
  readonly kills: Kills;
  /** Faults of the database, by kind. */
  readonly faults: ReadonlyMap<string, number>;
  /** Deliveries that came late, and such as came twice. */
  readonly late: number;
  readonly doubled: number;
  readonly seconds: number;
}

/** Milliseconds between kills. */
const EVERY: Readonly<Record<ShapeName, readonly [number, number]>> = {
  split: [1000, 3000],
  single: [5000, 10_000],
};
/** From so many builds on, a round has to hit every victim and every state of a job. */
const WHOLE = 100;
const FEWEST_KILLS: Readonly<Record<ShapeName, number>> = { split: 26, single: 8 };

export async function play(round: Round, say: (text: string) => void): Promise<Outcome> {
  const folder = mkdtempSync('/var/tmp/turnpike-chaos-');
  chmodSync(folder, 0o755);
  const random = createRandom(round.seed);
  const truth = join(folder, 'truth');
  makeTruth(truth);
  const start = round.shape === 'split' ? startSplit : startSingle;
  const executor = await startExecutor(round.executor, truth);
  const shape = await start({
    folder: join(folder, 'platform'),
    executor,
    random,
    clocks: round.variant === 'clocks',
    broker: round.variant !== 'no-broker',
  });
  const stop = once(async () => {
    await shape.stop();
    await executor.stop();
    if (!round.keep) rmSync(folder, { recursive: true, force: true });
  });
  const undo = whenInterrupted(stop);
  try {
    return await hurt(
      round,
      {
        folder,
        truth,
        executor,
        sleepMark: 86_400 + Math.floor(random.next() * 100_000),
      },
      shape,
      random,
      say,
    );
  } finally {
    undo();
    await stop();
  }
}

/** Whatever ends this process early, what it started ends first. Returns the undo. */
function whenInterrupted(stop: () => Promise<void>): () => void {
  const end = (code: number): void => void stop().finally(() => process.exit(code));
  const interrupted = (): void => end(130);
  const broken = (error: unknown): void => {
    console.error(error);
    end(1);
  };
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  process.once('uncaughtException', broken);
  return () => {
    process.removeListener('SIGINT', interrupted).removeListener('SIGTERM', interrupted);
    process.removeListener('uncaughtException', broken);
  };
}

function once(act: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= act());
}

async function hurt(
  round: Round,
  folder: RoundFolder,
  shape: Shape,
  random: Random,
  say: (text: string) => void,
): Promise<Outcome> {
  const started = performance.now();
  const { repositories, planted } = await makeRepositories(folder, shape);
  const killer = startKiller(shape, random, EVERY[round.shape]);
  const harm = round.faults ? startHarm(shape.faults, random) : undefined;
  const { pushed, late, doubled } = await pushAll(round, repositories, random);
  say(`  ${pushed.length} pushes were accepted after ${seconds(started)} s`);
  await untilEnoughKills(killer, round);
  const kills = await killer.stop();
  const faults = (await harm?.stop()) ?? new Map<string, number>();
  say(`  the killing stopped after ${seconds(started)} s`);
  const ended = await untilEnded(shape, repositories, pushed, round.seconds);
  const verdict = await judge({ shape, folder, planted, pushed, repositories });
  const complaints = [...ended, ...verdict.complaints, ...missed(round, shape, kills, faults)];
  return { ...verdict, kills, faults, late, doubled, complaints, seconds: seconds(started) };
}

const seconds = (since: number): number => Math.round((performance.now() - since) / 1000);

/** A whole round hits everything: else it has shown less than it says. */
function missed(
  round: Round,
  shape: Shape,
  kills: Kills,
  faults: ReadonlyMap<string, number>,
): string[] {
  const complaints: string[] = [];
  if (round.variant !== 'no-broker' && shape.heard().length === 0)
    complaints.push('nobody heard an event');
  if (round.builds < WHOLE) return complaints;
  for (const victim of shape.victims)
    if (!kills.byVictim.has(victim)) complaints.push(`${victim} was never killed`);
  if (round.faults)
    for (const fault of Object.keys(shape.faults))
      if (!faults.has(fault)) complaints.push(`the fault ${fault} was never done`);
  for (const state of ['created', 'queued', 'received', 'started'])
    if (!kills.byState.has(state)) complaints.push(`nothing was killed while a job was ${state}`);
  return complaints;
}

async function makeRepositories(
  folder: RoundFolder,
  shape: Shape,
): Promise<{ repositories: Repository[]; planted: string[] }> {
  const repositories: Repository[] = [];
  const planted: string[] = [];
  const access = await shape.access();
  for (const name of PROJECTS) {
    const made = await makeRepository(name, folder, await shape.api(), (path, slug) =>
      addRepository(access, path, slug, '--hook'),
    );
    repositories.push(made.repository);
    planted.push(...made.planted);
  }
  return { repositories, planted };
}

/** One after the other; a delivery that is not taken waits, and holds up none of the next. */
async function pushAll(
  round: Round,
  repositories: readonly Repository[],
  random: Random,
): Promise<{
  readonly pushed: readonly Pushed[];
  readonly late: number;
  readonly doubled: number;
}> {
  const pushed: Pushed[] = [];
  let [late, doubled] = [0, 0];
  const deliveries: Promise<void>[] = [];
  const next = random.deck(repositories);
  for (let number = 1; number <= round.builds; number += 1) {
    const repository = next();
    const sha = repository.push(number);
    pushed.push({ repository, sha });
    const isLate = round.faults && random.next() < 0.2;
    const isDoubled = round.faults && random.next() < 0.2;
    if (isLate) late += 1;
    if (isDoubled) doubled += 1;
    const how = { afterMs: isLate ? random.between(2000, 8000) : 0, times: isDoubled ? 2 : 1 };
    deliveries.push(deliver(repository.project.path, `push-${number}`, sha, how));
    await wait(random.between(200, 900));
  }
  await Promise.all(deliveries);
  return { pushed, late, doubled };
}

/** A small round needs few. */
async function untilEnoughKills(
  killer: { readonly count: () => number },
  { shape, builds }: Round,
): Promise<void> {
  const enough = Math.min(FEWEST_KILLS[shape], Math.ceil(builds / 4));
  while (killer.count() < enough) await wait(200);
}

/** Complains where builds have not ended in time. */
async function untilEnded(
  shape: Shape,
  repositories: readonly Repository[],
  pushed: readonly Pushed[],
  most: number,
): Promise<string[]> {
  const end = performance.now() + most * 1000;
  for (;;) {
    const builds = await allBuilds(await shape.api(), repositories).catch(() => []);
    const open = builds.filter(({ state }) => !isFinal(state));
    if (builds.length >= pushed.length && open.length === 0) return [];
    if (performance.now() > end)
      return [
        `${builds.length} of ${pushed.length} builds, ${open.length} not ended after ${most} s: ${open.map(({ id, state }) => `${id} ${state}`).join(', ')}`,
      ];
    await wait(500);
  }
}
