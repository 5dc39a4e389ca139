import type { CompileResult, JobConfig, Trust } from '@turnpike/sdk';
import type { NewJob } from '@turnpike/sdk/store';
import { toJsonObject } from './json.js';

/** A job row without what only the database knows. */
type PlannedJob = Omit<NewJob, 'buildId' | 'stageId' | 'repositoryId' | 'ownerId'> & {
  /** Place in `stages`, from 0; null where the build has none. */
  readonly stage: number | null;
};

export interface JobPlan {
  /** Names in order; a name may come twice, as two stages. */
  readonly stages: readonly string[];
  readonly jobs: readonly PlannedJob[];
}

/** Stages and numbered jobs of a build (`17.3`, stage number `2.1`). Pure. */
export function planJobs(
  compiled: Pick<CompileResult, 'jobs' | 'stages'>,
  buildNumber: number,
  trust: Trust,
): JobPlan {
  const stages = compiled.stages.map((stage) => stage.name);
  const places = new Map<number | null, number>();
  const jobs = compiled.jobs.map((job, index) => {
    const stage = stageOf(stages, job);
    const place = (places.get(stage) ?? 0) + 1;
    places.set(stage, place);
    return planJob(job, `${buildNumber}.${index + 1}`, stage, place, trust);
  });
  return { stages, jobs };
}

/** Names are compared as the compiler wrote them; a job without a known stage belongs to the first. */
function stageOf(stages: readonly string[], job: JobConfig): number | null {
  if (stages.length === 0) return null;
  const wanted = job.stage?.toLowerCase();
  return Math.max(
    0,
    stages.findIndex((name) => name.toLowerCase() === wanted),
  );
}

function planJob(
  job: JobConfig,
  number: string,
  stage: number | null,
  place: number,
  trust: Trust,
): PlannedJob {
  return {
    stage,
    number,
    stageNumber: `${(stage ?? 0) + 1}.${place}`,
    name: job.name ?? null,
    allowFailure: job.allow_failure === true,
    config: toJsonObject(job),
    needs: { os: job.os ?? 'linux', arch: job.arch ?? 'amd64', labels: [] },
    trust,
  };
}
