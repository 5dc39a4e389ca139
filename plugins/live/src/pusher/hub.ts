/** All sockets of this process: events in, and the clock that makes up for lost ones. */
import type { Events, Logger, LogReader, RunRef, TurnpikeEvent } from '@turnpike/sdk';
import type { Store } from '@turnpike/sdk/store';
import { createVersions } from '../versions.js';
import { createLogPartFeed, type LogPartFeed } from './log-parts.js';
import type { Listener } from './listener.js';
import { readerNow } from './user-now.js';
import { tellBuild, tellJob, type Told } from './payloads.js';

export interface PusherHubPorts {
  readonly store: Store;
  readonly logs: Pick<LogReader, 'info' | 'parts'>;
  readonly log: Logger;
  readonly recheckMs: number;
}

export interface PusherHub {
  /** Returns the undo. */
  add(listener: Listener): () => void;
  /** A job is watched from now on: once this resolves, none of its log is missed. */
  watch(jobId: number): Promise<void>;
  hear(event: TurnpikeEvent): Promise<void>;
  sweep(): Promise<void>;
  close(): void;
}

/** What happened that Travis's clients have a name for. */
const NAMES: Readonly<Record<string, string>> = { 'job:reset': 'job:requeued' };
const TOLD =
  /^(?:build:(?:created|started|finished|canceled|restarted)|job:(?:created|queued|received|started|finished|canceled|restarted|reset))$/;
/** 4200: the client comes again at once. */
const RESTART = 4_200;
const UNAUTHORIZED = 4_009;

export function createPusherHub(ports: PusherHubPorts): PusherHub {
  const { store, logs, log } = ports;
  const listeners = new Set<Listener>();
  const feeds = new Map<string, { readonly run: RunRef; readonly feed: LogPartFeed }>();
  const versions = createVersions();
  let checkedAt = performance.now();

  const watched = (): ReadonlySet<number> => new Set([...listeners].flatMap(({ jobs }) => jobs));

  async function feedOf(run: RunRef): Promise<LogPartFeed> {
    const key = `${run.jobId}.${run.run}`;
    const known = feeds.get(key);
    if (known) return known.feed;
    const feed = createLogPartFeed(logs, run, ({ number, content, final }) => {
      const part = { id: run.jobId, number, _log: content, final };
      for (const listener of listeners) listener.hearLog(run.jobId, part);
    });
    feeds.set(key, { run, feed });
    return feed;
  }

  async function watch(jobId: number): Promise<void> {
    const job = await store.jobs.get(jobId);
    if (!job || job.run === 0) return;
    const run = { jobId, run: job.run };
    if (!feeds.has(`${jobId}.${job.run}`)) await (await feedOf(run)).begin();
  }

  async function tell(event: TurnpikeEvent): Promise<void> {
    const told = listeners.size > 0 && (await readOf(event));
    if (!told) return;
    const { repositoryId, jobId, data } = told;
    const of = { repositoryId, ...(jobId === undefined ? {} : { jobId }) };
    const name = NAMES[event.name] ?? event.name;
    await Promise.all([...listeners].map((listener) => listener.hear(name, data, of)));
  }

  function readOf({ name, data }: TurnpikeEvent): Promise<Told | undefined> {
    const { jobId, buildId } = data as { jobId?: number; buildId?: number };
    return name.startsWith('job:') ? tellJob(store, jobId ?? 0) : tellBuild(store, buildId ?? 0);
  }

  /** A log is read by its own process: one that is away now is asked again at the next look. */
  async function lookAt(feed: LogPartFeed): Promise<void> {
    try {
      await feed.look();
    } catch (error) {
      log.debug({ err: error }, 'A log could not be looked at');
    }
  }

  async function noticeLog({ jobId, run }: Events['job:log']): Promise<void> {
    if (watched().has(jobId)) await lookAt(await feedOf({ jobId, run }));
  }

  /** Watched jobs whose change no event told; and the run that they have come to. */
  async function lookAtJobs(ids: ReadonlySet<number>): Promise<void> {
    if (ids.size === 0) return;
    for (const job of (await store.jobs.many([...ids])).values()) {
      if (job.run > 0) await lookAt(await feedOf({ jobId: job.id, run: job.run }));
      if (!versions.isNews(`job:${job.id}`, job.version)) continue;
      const told = await tellJob(store, job.id);
      const event = `job:${job.finishedAt === null ? job.state : 'finished'}`;
      if (told) for (const one of listeners) await one.hear(event, told.data, { ...told });
    }
  }

  async function checkRights(): Promise<void> {
    const now = performance.now();
    if (now - checkedAt < ports.recheckMs) return;
    checkedAt = now;
    for (const listener of listeners) {
      try {
        if (!(await listener.isStillAllowed((id) => readerNow(store, id))))
          listener.close(UNAUTHORIZED, 'no longer');
      } catch (error) {
        log.warn({ err: error }, 'The rights of a connection could not be checked');
      }
    }
  }

  return {
    add(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    watch,
    async hear(event) {
      if (event.name === 'job:log') return noticeLog(event.data as Events['job:log']);
      if (!TOLD.test(event.name)) return;
      const { jobId, version } = event.data as { jobId?: number; version?: number };
      if (jobId !== undefined && version !== undefined) versions.isNews(`job:${jobId}`, version);
      await tell(event);
    },
    async sweep() {
      await checkRights();
      const ids = watched();
      for (const [key, { run }] of feeds) if (!ids.has(run.jobId)) feeds.delete(key);
      await lookAtJobs(ids);
    },
    close() {
      for (const listener of listeners) listener.close(RESTART, 'restarting');
    },
  };
}
