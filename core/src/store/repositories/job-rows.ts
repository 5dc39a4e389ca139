import type { Job, JobNeeds, JsonObject } from '../../contracts/domain.js';
import type { JobBrief, WaitingJob } from '../../contracts/store.js';
import { entity, type RawRow } from '../entity.js';
import { unqualified } from '../transition.js';

type StoredJob = Omit<Job, 'needs'> & { os: string; arch: string; labels: readonly string[] };

/** A job in its table: what it needs lies in columns of its own, because claims compare them. */
export const jobs = entity<StoredJob>('jobs', {
  id: 'plain',
  buildId: 'plain',
  stageId: 'plain',
  repositoryId: 'plain',
  ownerId: 'plain',
  number: 'plain',
  stageNumber: 'plain',
  name: 'plain',
  state: 'plain',
  allowFailure: 'bool',
  os: 'plain',
  arch: 'plain',
  labels: 'json',
  trust: 'plain',
  priority: 'plain',
  queue: 'plain',
  run: 'plain',
  resets: 'plain',
  reason: 'plain',
  cancelRequestedAt: 'plain',
  version: 'plain',
  createdAt: 'plain',
  queuedAt: 'plain',
  receivedAt: 'plain',
  startedAt: 'plain',
  finishedAt: 'plain',
  restartedAt: 'plain',
  restartedBy: 'plain',
  config: 'lazy',
});

export const jobColumns = unqualified(jobs);

/** Keeps the record that was read: a copy would parse the configuration. */
export function readJob(row: RawRow): Job {
  const stored = jobs.read(row) as StoredJob & { needs?: JobNeeds };
  stored.needs = { os: stored.os, arch: stored.arch, labels: stored.labels };
  for (const name of ['os', 'arch', 'labels']) delete (stored as unknown as RawRow)[name];
  return stored as unknown as Job;
}

export function readBrief(row: RawRow): JobBrief {
  return readJob(row);
}

export function readWaiting(row: RawRow): WaitingJob {
  const config = JSON.parse(String(row['route_config'])) as JsonObject;
  return { ...readBrief(row), routeConfig: config };
}

/** Keys of a configuration that queues and limits may look at (travis-services facts 3.4). */
const ROUTE_KEYS = [
  'os',
  'dist',
  'arch',
  'virt',
  'group',
  'sudo',
  'osx_image',
  'language',
  'services',
  'resources',
  'vm',
  'vm_size',
  'gpu',
  'image',
  'queue',
  'runs_on',
] as const;

export function routeConfig(config: JsonObject): JsonObject {
  return Object.fromEntries(
    ROUTE_KEYS.flatMap((key) => (config[key] === undefined ? [] : [[key, config[key]]])),
  );
}

/** `2.1` → 2. Jobs without stages stand in stage 1. */
export function stageOrder(stageNumber: string): number {
  const order = Number.parseInt(stageNumber, 10);
  return Number.isNaN(order) ? 1 : order;
}
