import type { Job, Metrics } from '@turnpike/sdk';
import type { JobBrief } from '@turnpike/sdk/store';

/** Figures of jobs as they pass through hub (travis-services facts 4.6, handler `metrics`). */
export interface Meter {
  claimed(job: JobBrief): void;
  started(job: JobBrief): void;
  ended(job: JobBrief): void;
  lost(): void;
}

const WAIT_BUCKETS = [0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600, 14_400];
const RUN_BUCKETS = [1, 5, 15, 60, 180, 600, 1800, 3600, 7200];

export function createMeter(metrics: Metrics): Meter {
  const waited = metrics.histogram(
    'job_queue_seconds',
    'From queued to received, by queue.',
    ['queue'],
    WAIT_BUCKETS,
  );
  const booted = metrics.histogram(
    'job_boot_seconds',
    'From received to started, by queue.',
    ['queue'],
    WAIT_BUCKETS,
  );
  const ran = metrics.histogram(
    'job_run_seconds',
    'From started to finished, by queue.',
    ['queue'],
    RUN_BUCKETS,
  );
  const ended = metrics.counter('jobs_finished_total', 'Jobs that ended, by state.', ['state']);
  const lost = metrics.counter('runs_lost_total', 'Runs that the platform gave up.');
  return {
    claimed: (job) => observe(waited, job, job.queuedAt, job.receivedAt),
    started: (job) => observe(booted, job, job.receivedAt, job.startedAt),
    ended(job) {
      observe(ran, job, job.startedAt, job.finishedAt);
      ended.inc({ state: job.state });
    },
    lost: () => lost.inc(),
  };
}

function observe(
  histogram: ReturnType<Metrics['histogram']>,
  { queue }: Pick<Job, 'queue'>,
  from: number | null,
  to: number | null,
): void {
  if (from === null || to === null) return;
  histogram.observe(Math.max(0, to - from) / 1000, { queue: queue ?? 'none' });
}
