/** What the scripts wrote down themselves. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Kind } from './projects.js';

/** One run of a job, as its script saw it. Times are seconds of the machine's clock. */
export interface TrueRun {
  readonly jobId: number;
  readonly instance: string;
  readonly kind: Kind;
  readonly startedAt: number;
  /** Of its last mark. */
  readonly lastAt: number;
  readonly lines: readonly string[];
  /** Code that the script ended with; undefined: it was killed. */
  readonly code: number | undefined;
}

function readRun(folder: string, name: string): TrueRun | undefined {
  const [jobId = '', instance = ''] = name.split('~');
  const marks = readFileSync(join(folder, name), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => /^(\d+[.,]\d+) (\w+) (.*)$/.exec(line))
    .filter((match) => match !== null);
  const seconds = (match: RegExpExecArray | undefined): number =>
    Number(match?.[1]?.replace(',', '.'));
  const start = marks.find(([, , word]) => word === 'start');
  if (!start) return undefined;
  const end = marks.find(([, , word]) => word === 'end');
  return {
    jobId: Number(jobId),
    instance,
    kind: start[3] as Kind,
    startedAt: seconds(start),
    lastAt: seconds(marks.at(-1)),
    lines: marks.filter(([, , word]) => word === 'line').map(([, , , text = '']) => text),
    code: end ? Number(end[3]) : undefined,
  };
}

/** Runs by job, in the order of their starts. */
export function readTruth(folder: string): ReadonlyMap<number, readonly TrueRun[]> {
  const runs = readdirSync(folder)
    .map((name) => readRun(folder, name))
    .filter((run) => run !== undefined);
  const byJob = grouped(runs);
  for (const list of byJob.values()) list.sort((a, b) => a.startedAt - b.startedAt);
  return byJob;
}

function grouped(runs: readonly TrueRun[]): Map<number, TrueRun[]> {
  const byJob = new Map<number, TrueRun[]>();
  for (const run of runs) byJob.set(run.jobId, [...(byJob.get(run.jobId) ?? []), run]);
  return byJob;
}
