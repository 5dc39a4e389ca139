import {
  INCLUDES,
  type WireJob,
  type WireJobs,
  type WireLogMatches,
  type WirePending,
  type WireRuns,
} from '@turnpike/core/contracts/wire';
import { addressOf, call } from './http.js';

export function getJob(id: number, signal?: AbortSignal): Promise<WireJob> {
  return call('job', {
    params: { id },
    query: { include: INCLUDES.job },
    ...(signal && { signal }),
  });
}

/** Jobs in these states, newest first, of all that one may see. */
export function listJobs(
  states: readonly string[],
  offset: number,
  signal?: AbortSignal,
): Promise<WireJobs> {
  const query = { 'job.state': states.join(','), offset, limit: 50, include: INCLUDES.jobs };
  return call('jobs', { query, ...(signal && { signal }) });
}

export function listRuns(id: number, signal?: AbortSignal): Promise<WireRuns> {
  return call('jobRuns', { params: { id }, ...(signal && { signal }) });
}

export function restartJob(id: number): Promise<WirePending> {
  return call('restartJob', { params: { id }, body: {} });
}

export function cancelJob(id: number): Promise<WirePending> {
  return call('cancelJob', { params: { id }, body: {} });
}

export function removeLog(id: number): Promise<unknown> {
  return call('deleteLog', { params: { id } });
}

/** Lines that have the text, searched by the server. */
export function searchLog(
  id: number,
  run: number,
  text: string,
  signal: AbortSignal,
): Promise<WireLogMatches> {
  return call('searchLog', { params: { id }, query: { run, q: text }, signal });
}

/** Address of the raw log, for links. */
export function rawLogAddress(id: number, run: number, download = false): string {
  return addressOf('rawLog', {
    params: { id },
    query: { run: run || undefined, download: download ? 1 : undefined },
  });
}
