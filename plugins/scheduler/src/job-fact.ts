import type { Events } from '@turnpike/sdk';
import type { JobBrief } from '@turnpike/sdk/store';

export function jobFact(job: JobBrief): Events['job:queued'] {
  const { id, repositoryId, buildId, ownerId, number, state, run, version } = job;
  return { jobId: id, repositoryId, buildId, ownerId, number, state, run, version };
}
