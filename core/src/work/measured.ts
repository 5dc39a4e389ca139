/** What the code of a plugin takes: how often it was called, how long until it answered, how long it kept the loop. */
import { isPromiseLike } from './promise-like.js';

export interface WorkRecord {
  calls: number;
  failures: number;
  /** Until it answered, waiting included. */
  totalMs: number;
  maxMs: number;
  /** Until it first waited: nothing else could run. Without what others took of that. */
  busyMs: number;
}

export const noWork = (): WorkRecord => ({
  calls: 0,
  failures: 0,
  totalMs: 0,
  maxMs: 0,
  busyMs: 0,
});

/** Of the call that runs now: what others took that it called in turn. */
let takenByOthers = 0;

/** Counts the call, whatever comes of it. */
export function measured<T>(record: WorkRecord, work: () => T): T {
  const since = performance.now();
  const outside = takenByOthers;
  takenByOthers = 0;
  let answer: T;
  try {
    answer = work();
  } catch (error) {
    record.failures += 1;
    ended(record, since);
    throw error;
  } finally {
    const ms = performance.now() - since;
    record.busyMs += ms - takenByOthers;
    takenByOthers = outside + ms;
  }
  if (!isPromiseLike(answer)) {
    ended(record, since);
    return answer;
  }
  return answered(record, since, answer) as T;
}

async function answered(record: WorkRecord, since: number, answer: PromiseLike<unknown>) {
  try {
    return await answer;
  } catch (error) {
    record.failures += 1;
    throw error;
  } finally {
    ended(record, since);
  }
}

function ended(record: WorkRecord, since: number): void {
  const ms = performance.now() - since;
  record.calls += 1;
  record.totalMs += ms;
  record.maxMs = Math.max(record.maxMs, ms);
}

/** The sum of several. */
export function workOf(records: Iterable<Readonly<WorkRecord>>): WorkRecord {
  const sum = noWork();
  for (const one of records) {
    sum.calls += one.calls;
    sum.failures += one.failures;
    sum.totalMs += one.totalMs;
    sum.maxMs = Math.max(sum.maxMs, one.maxMs);
    sum.busyMs += one.busyMs;
  }
  return sum;
}

/** Measured elsewhere, and not the work of whoever called it. */
export function takenFromCaller(ms: number): void {
  takenByOthers += ms;
}
