import type { Build, Events, Job, Stage } from '@turnpike/sdk';
import type { JobBrief } from '@turnpike/sdk/store';

type JobFact = Events['job:finished'];
type BuildFact = Events['build:finished'];
type StageFact = Events['stage:finished'];

export function jobFact(job: Job | JobBrief): JobFact {
  const { id, repositoryId, buildId, ownerId, number, state, run, version } = job;
  return { jobId: id, repositoryId, buildId, ownerId, number, state, run, version };
}

export function buildFact(build: Build): BuildFact {
  const { id, repositoryId, ownerId, number, state, version } = build;
  return { buildId: id, repositoryId, ownerId, number, state, version };
}

export function stageFact(stage: Stage, repositoryId: number): StageFact {
  const { id, buildId, state, version } = stage;
  return { stageId: id, repositoryId, buildId, state, version };
}
