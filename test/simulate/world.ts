/** The distribution that owners, repositories, pushes and jobs are drawn from. */
import { createRandom, type Random } from './random.js';

export const DAY_SECONDS = 86_400;

/** What is said of it in the report. */
export const DISTRIBUTION = {
  owners: 'the n-th owner pushes with weight 1 / (n + 10): a few are busy, most are not',
  pushes: 'over the day with rate 1 - 0.85 cos(2 pi t): quiet at midnight, busiest at noon',
  jobs: '1 to 8 a build, half of the builds have one',
  length: 'log-normal, median 170 s, spread 1.1 (mean 311 s), at most 50 minutes',
  output: 'log-normal around the given mean, at least one line',
  outcome: '8 of 100 jobs fail',
} as const;

export interface PlannedPush {
  /** Seconds since the day began. */
  readonly at: number;
  readonly owner: number;
  readonly jobs: readonly PlannedJob[];
}
export interface PlannedJob {
  readonly seconds: number;
  readonly lines: number;
  readonly exit: number;
}

const LINE_BYTES = 10;
const MOST_SECONDS = 3_000;

function jobOf(random: Random, logBytes: number): PlannedJob {
  const bytes = random.logNormal(logBytes / Math.exp(0.5), 1);
  return {
    seconds: Math.max(1, Math.round(Math.min(MOST_SECONDS, random.logNormal(170, 1.1)))),
    lines: Math.max(1, Math.round(bytes / LINE_BYTES)),
    exit: random.next() < 0.08 ? 1 : 0,
  };
}

function jobCount(random: Random): number {
  return random.next() < 0.5 ? 1 : 2 + random.integer(7);
}

/** A moment of the day, drawn from the rate by rejection. */
function momentOf(random: Random): number {
  for (;;) {
    const at = random.next();
    if (random.next() * 1.85 < 1 - 0.85 * Math.cos(2 * Math.PI * at)) return at * DAY_SECONDS;
  }
}

function ownerOf(random: Random, owners: number): number {
  // Inverse of the cumulated weight ln((n + 10) / 10).
  return Math.min(
    owners - 1,
    Math.floor(10 * Math.exp(random.next() * Math.log1p(owners / 10)) - 10),
  );
}

/** Pushes with that many jobs in all, oldest first. */
export function planDay(options: {
  readonly seed: number;
  readonly owners: number;
  readonly jobs: number;
  readonly logBytes: number;
}): readonly PlannedPush[] {
  const random = createRandom(options.seed);
  const pushes: PlannedPush[] = [];
  for (let left = options.jobs; left > 0;) {
    const count = Math.min(left, jobCount(random));
    left -= count;
    const jobs = Array.from({ length: count }, () => jobOf(random, options.logBytes));
    pushes.push({ at: momentOf(random), owner: ownerOf(random, options.owners), jobs });
  }
  return pushes.sort((a, b) => a.at - b.at);
}

/**
 * The `.travis.yml` of a push: one matrix row a job; what executor-dummy pretends stands in its variables. Each row
 * has its number: of rows that say the same only one becomes a job.
 */
export function configOf(jobs: readonly PlannedJob[]): string {
  const rows = jobs.map(
    ({ seconds, lines, exit }, index) =>
      `    - PART=${index} TURNPIKE_DUMMY_DELAY_MS=${seconds * 1000} TURNPIKE_DUMMY_LINES=${lines} TURNPIKE_DUMMY_EXIT=${exit}`,
  );
  return ['language: shell', 'script: make test', 'env:', '  jobs:', ...rows, ''].join('\n');
}
