import type { WireJob } from '@turnpike/core/contracts/wire';
import { parseTime } from './format.js';

/** Shares of the whole, 0 to 1. */
interface Part {
  readonly from: number;
  readonly share: number;
}
export interface TimelineBar {
  readonly job: WireJob;
  readonly wait: Part;
  readonly run: Part;
  readonly waitMs: number;
  readonly runMs: number;
}
export interface Timeline {
  readonly bars: readonly TimelineBar[];
  readonly totalMs: number;
  /** Round times for the axis. */
  readonly ticks: readonly number[];
}

const STEPS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400,
];
const TICKS = 5;

function ticksOf(totalMs: number): number[] {
  const step = (STEPS.find((seconds) => seconds * 1000 * TICKS >= totalMs) ?? 86_400) * 1000;
  const ticks: number[] = [];
  for (let at = 0; at <= totalMs; at += step) ticks.push(at);
  return ticks;
}

/**
 * One attempt's times of each job on a common axis. A job that was restarted long after its build begins its row at
 * its restart, so the axis begins at the earliest attempt that is shown.
 */
export function timeline(jobs: readonly WireJob[], now: number): Timeline {
  const rows = jobs.map((job) => {
    const since = parseTime(job.restarted_at) ?? parseTime(job.created_at) ?? now;
    const finished = parseTime(job.finished_at);
    const started = parseTime(job.started_at);
    const until = finished ?? now;
    return { job, since, started: Math.max(since, Math.min(started ?? until, until)), until };
  });
  const zero = Math.min(...rows.map(({ since }) => since));
  const totalMs = Math.max(1000, ...rows.map(({ until }) => until - zero));
  const part = (from: number, to: number): Part => ({
    from: (from - zero) / totalMs,
    share: Math.max(0, to - from) / totalMs,
  });
  const bars = rows.map(({ job, since, started, until }) => ({
    job,
    wait: part(since, started),
    run: part(started, until),
    waitMs: started - since,
    runMs: until - started,
  }));
  return { bars, totalMs, ticks: rows.length > 0 ? ticksOf(totalMs) : [] };
}
