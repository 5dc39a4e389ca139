/** A day of pushes on virtual time: what it costs this machine. */
import { createHash } from 'node:crypto';
import type { Repository } from '@turnpike/sdk';
import { leftBehind, sampleMemory, type MemorySample } from './memory.js';
import { watchBacklog } from './owner-backlog.js';
import { startPlatform, type DatabaseName, type Platform } from './platform.js';
import { createVirtualTime, type VirtualTime } from './virtual-time.js';
import { openBrowsers } from './browsers.js';
import { plantBuilds } from './plant.js';
import { createFleet, type Fleet } from './worker-fleet.js';
import { configOf, DAY_SECONDS, planDay, type PlannedPush } from './world.js';

export interface DayOptions {
  readonly database: DatabaseName;
  readonly seed: number;
  readonly owners: number;
  readonly workers: number;
  readonly slots: number;
  readonly ownerLimit: number;
  /** Of the whole day. */
  readonly jobs: number;
  /** How much of the day is lived, from its middle on: 1 is all of it. */
  readonly share: number;
  readonly logBytes: number;
  /** Builds that the database has before the day begins. */
  readonly buildsBefore?: number;
  /** Browsers that watch what happens, from a process of their own. */
  readonly browsers?: number;
  note(words: string): void;
}

/** So much may be in hand before time goes on: more would queue up in the process instead of the platform. */
const MOST_IN_HAND = 96;
/** Calls of several workers arrive together, as they do on a loaded machine. */
const STEPS_A_TURN = 24;
const SAMPLES = 24;

export async function simulateDay(options: DayOptions) {
  const pushes = partOfDay(options);
  const jobs = pushes.reduce((sum, push) => sum + push.jobs.length, 0);
  const planned = new Map<string, PlannedPush>();
  const platform = await startPlatform({
    database: options.database,
    ownerLimit: options.ownerLimit,
    live: (options.browsers ?? 0) > 0,
    configOf: (sha) => {
      const push = planned.get(sha);
      return push && configOf(push.jobs);
    },
  });
  try {
    return await live(options, platform, pushes, planned, jobs);
  } finally {
    await platform.stop();
  }
}

/** A slice at a quarter of the day, where pushes are as dense as on average; the whole day begins at midnight. */
function partOfDay({ share, ...options }: DayOptions): readonly PlannedPush[] {
  const all = planDay(options);
  const from = share >= 1 ? 0 : DAY_SECONDS * (0.25 - share / 2);
  const to = from + DAY_SECONDS * Math.min(1, share);
  return all
    .filter(({ at }) => at >= from && at < to)
    .map((push) => ({ ...push, at: push.at - from }));
}

async function live(
  options: DayOptions,
  platform: Platform,
  pushes: readonly PlannedPush[],
  planned: Map<string, PlannedPush>,
  jobs: number,
) {
  const time = createVirtualTime();
  const fleet = createFleet({ ...options, ...platform, time });
  const backlog = watchBacklog(platform.events, options.ownerLimit, () => fleet.wake());
  const repositories = await seedOwners(platform, options.owners);
  if (options.buildsBefore) await plantBuilds(platform, options.buildsBefore);
  const browsers = options.browsers ? await openBrowsers(platform, options.browsers) : undefined;
  await fleet.start();
  const requests = pushLater({ platform, time, pushes, planned, repositories });
  const isBusy = (): boolean =>
    requests.open + fleet.inFlight + backlog.due + Math.min(backlog.queued, fleet.freeSlots) >
    MOST_IN_HAND;
  const begun = { at: performance.now(), cpu: process.cpuUsage() };
  const samples: MemorySample[] = [sampleMemory({ ended: 0, running: 0 })];
  await drive({ time, fleet, jobs, isBusy, sample });
  function sample(): void {
    const { ended } = fleet.counts;
    if (ended / jobs < samples.length / SAMPLES) return;
    samples.push(sampleMemory({ ended, running: fleet.running }));
    const seconds = Math.round((performance.now() - begun.at) / 1000);
    options.note(
      `${fleet.counts.ended} of ${jobs} jobs, ${seconds} s, ${fleet.running} running, ` +
        `virtual ${(time.now / 3600).toFixed(1)} h, heap ${Math.round(samples.at(-1)!.heapBytes / 1e6)} MB`,
    );
  }
  const seconds = (performance.now() - begun.at) / 1000;
  const { user, system } = process.cpuUsage(begun.cpu);
  const states = await outcome(platform, options.buildsBefore ?? 0);
  await browsers?.close();
  return {
    ...{ database: options.database, jobs, builds: pushes.length, seconds },
    msPerJob: (seconds * 1000) / jobs,
    cpuMsPerJob: (user + system) / 1000 / jobs,
    wholeDayMinutes: ((seconds / jobs) * options.jobs) / 60,
    virtualHours: time.now / 3600,
    mostAtOnce: fleet.most,
    mostWaiting: backlog.mostWaiting,
    browsersHeard: browsers?.heard ?? 0,
    ...fleet.counts,
    states,
    heapBytesPer1000Jobs: Math.round(leftBehind(samples)),
    memory: samples,
  };
}

/** Lets time go on until all jobs have ended. */
async function drive(ports: {
  readonly time: VirtualTime;
  readonly fleet: Fleet;
  readonly jobs: number;
  readonly isBusy: () => boolean;
  readonly sample: () => void;
}): Promise<void> {
  const { time, fleet, jobs, isBusy, sample } = ports;
  let waitedSince = performance.now();
  let steps = 0;
  while (fleet.counts.ended < jobs) {
    if (fleet.failure) throw fleet.failure as Error;
    if (isBusy()) {
      if (performance.now() - waitedSince > STUCK_MS) throw new Error('the platform stands still');
      await turn();
      continue;
    }
    waitedSince = performance.now();
    if (time.now > LAST_SECONDS) throw new Error(`${jobs - fleet.counts.ended} jobs do not end`);
    if (!time.step()) throw new Error('nothing is due, and jobs are open');
    // What has become due begins before the next does; its first calls go out before many more come.
    await undefined;
    if ((steps += 1) % STEPS_A_TURN === 0) await turn();
    sample();
  }
  fleet.stop();
}
/** A day, and what is left of it: nothing waits for as long as that. */
const LAST_SECONDS = 3 * DAY_SECONDS;
const STUCK_MS = 60_000;

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

async function seedOwners({ store }: Platform, count: number): Promise<readonly Repository[]> {
  const repositories: Repository[] = [];
  for (let index = 0; index < count; index += 1) {
    const owner = await store.owners.ensure({
      host: 'git',
      login: `owner-${index + 1}`,
      type: 'user',
    });
    const cloneUrl = `https://git.example.com/owner-${index + 1}/engine.git`;
    repositories.push(
      await store.repositories.insert({
        ...{ ownerId: owner.id, name: 'engine', vcsProvider: 'git', vcsId: null, cloneUrl },
        ...{ htmlUrl: null, private: false, fork: false, defaultBranch: 'main' },
        ...{ description: null, active: true },
      }),
    );
  }
  return repositories;
}

/** Each push as the listener stores it; gatekeeper takes it from there. */
function pushLater(ports: {
  readonly platform: Platform;
  readonly time: VirtualTime;
  readonly pushes: readonly PlannedPush[];
  readonly planned: Map<string, PlannedPush>;
  readonly repositories: readonly Repository[];
}): { readonly open: number } {
  const { store, events } = ports.platform;
  let open = 0;
  const shaOf = new Map<number, string>();
  async function push(planned: PlannedPush, index: number): Promise<void> {
    open += 1;
    const repository = ports.repositories[planned.owner]!;
    const sha = createHash('sha1').update(String(index)).digest('hex');
    ports.planned.set(sha, planned);
    await store.transaction(async (tx) => {
      const request = (await tx.requests.insert({
        ...{ repositoryId: repository.id, ownerId: repository.ownerId, eventType: 'push' },
        ...{ ref: 'refs/heads/main', branch: 'main', sha },
      }))!;
      shaOf.set(request.id, sha);
      tx.emit('request:received', { repositoryId: repository.id, requestId: request.id });
    });
  }
  events.on('request:finished', ({ data }) => {
    open -= 1;
    ports.planned.delete(shaOf.get(data.requestId) ?? '');
    shaOf.delete(data.requestId);
  });
  // One after the other: what a whole day has in store would lie in memory and shrink, and hide what grows.
  function pushNext(index: number): void {
    const planned = ports.pushes[index];
    if (!planned) return;
    ports.time.at(planned.at, () => {
      void push(planned, index);
      pushNext(index + 1);
    });
  }
  pushNext(0);
  return {
    get open() {
      return open;
    },
  };
}

/** From the database: every job has one end. */
async function outcome(
  { store }: Platform,
  before: number,
): Promise<Readonly<Record<string, number>>> {
  const open = await store.jobs.countsByState();
  const { total: builds } = await store.builds.list({}, { limit: 1 });
  const { total: jobs } = await store.jobs.list({}, { limit: 1 });
  return { builds: builds - before, jobs: jobs - before, ...open };
}
