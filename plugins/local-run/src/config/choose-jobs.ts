import type { Executor, JobConfig } from '@turnpike/sdk';

/** A job of the configuration with the number that a build of all jobs would give it. */
export interface PlannedJob {
  /** From 1. */
  readonly place: number;
  readonly config: JobConfig;
}

export interface Choice {
  readonly jobs: readonly PlannedJob[];
  /** What is left out, in words. */
  readonly notes: readonly string[];
  /** Why nothing can be run. */
  readonly problem?: string;
}

/** The job that was asked for (`2`, `1.2`, a name), or all that the executor can run. */
export function chooseJobs(
  all: readonly JobConfig[],
  wanted: string | undefined,
  offers: Executor['offers'],
): Choice {
  const planned = all.map((config, index) => ({ place: index + 1, config }));
  const asked = planned.filter((job) => wanted === undefined || isCalled(job, wanted));
  if (wanted !== undefined && asked.length === 0) {
    return { jobs: [], notes: [], problem: `There is no job ${wanted}.${listOf(planned)}` };
  }
  const jobs = asked.filter(({ config }) => unfit(config, offers) === undefined);
  const notes = asked.flatMap(({ place, config }) => {
    const reason = unfit(config, offers);
    return reason === undefined ? [] : [`Job ${place} is left out: it needs ${reason}.`];
  });
  if (jobs.length > 0 || notes.length === 0) return { jobs, notes };
  return { jobs, notes: [], problem: notes.join('\n') };
}

function isCalled({ place, config }: PlannedJob, wanted: string): boolean {
  const number = /^(?:\d+\.)?(\d+)$/.exec(wanted)?.[1];
  return config.name === wanted || number === String(place);
}

function unfit({ os = 'linux', arch = 'amd64' }: JobConfig, offers: Executor['offers']) {
  if (!offers.os.includes(os)) return `os ${os}`;
  return offers.arch.includes(arch) ? undefined : `arch ${arch}`;
}

function listOf(jobs: readonly PlannedJob[]): string {
  if (jobs.length === 0) return '';
  const lines = jobs.map(({ place, config }) => `  ${place} ${config.name ?? ''}`.trimEnd());
  return ` There are:\n${lines.join('\n')}`;
}
