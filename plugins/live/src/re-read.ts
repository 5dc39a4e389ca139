/**
 * Reads again what is watched, every 2 s, and tells what no event told: builds and jobs always; the newest builds
 * of watched repositories only while the bus is away.
 */
import { isFinal, type Build, type TurnpikeEvent } from '@turnpike/sdk';
import type { Store } from '@turnpike/sdk/store';
import { buildStateEvent, jobStateEvent } from './state-events.js';
import { parseTopic } from './topics.js';
import type { Versions } from './versions.js';

const NEWEST = 10;

export interface ReRead {
  run(topics: ReadonlySet<string>, busAway: boolean): Promise<void>;
}
export interface ReReadPorts {
  readonly store: Pick<Store, 'builds' | 'jobs'>;
  readonly versions: Versions;
  readonly tell: (event: TurnpikeEvent) => void;
}

export function createReRead({ store, versions, tell }: ReReadPorts): ReRead {
  /** Builds that were final when last read: their jobs move only when they do. */
  const settled = new Map<number, number>();

  function tellIfNew(key: string, version: number, event: TurnpikeEvent): void {
    if (versions.isNews(key, version)) tell(event);
  }

  async function readBuild(build: Build): Promise<void> {
    tellIfNew(`build:${build.id}`, build.version, buildStateEvent(build));
    if (settled.get(build.id) === build.version) return;
    for (const job of await store.jobs.briefsOfBuild(build.id)) {
      tellIfNew(`job:${job.id}`, job.version, jobStateEvent(job));
    }
    if (isFinal(build.state)) settled.set(build.id, build.version);
    else settled.delete(build.id);
  }

  async function readJobs(ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return;
    for (const job of (await store.jobs.many(ids)).values()) {
      tellIfNew(`job:${job.id}`, job.version, jobStateEvent(job));
    }
  }

  async function newestBuilds(topics: ReadonlySet<string>): Promise<readonly Build[]> {
    const repositories = idsOf(topics, 'repo');
    const lists = await Promise.all([
      ...(topics.has('repos') ? [store.builds.list({}, { limit: NEWEST })] : []),
      ...repositories.map((repositoryId) => store.builds.list({ repositoryId }, { limit: NEWEST })),
    ]);
    return lists.flatMap((list) => list.rows);
  }

  return {
    async run(topics, busAway) {
      const watched = await store.builds.many(idsOf(topics, 'build'));
      const newest = busAway ? await newestBuilds(topics) : [];
      for (const build of [...watched.values(), ...newest]) await readBuild(build);
      await readJobs(idsOf(topics, 'job'));
      for (const id of settled.keys()) if (!topics.has(`build:${id}`)) settled.delete(id);
    },
  };
}

function idsOf(topics: ReadonlySet<string>, kind: 'repo' | 'build' | 'job'): number[] {
  return [...topics].flatMap((name) => {
    const topic = parseTopic(name);
    return topic?.kind === kind && 'id' in topic ? [topic.id] : [];
  });
}
