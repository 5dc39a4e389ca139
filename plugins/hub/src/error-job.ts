import type { CommandAnswer, Commands } from '@turnpike/sdk';
import { refusal } from './command.js';
import type { Hub } from './context.js';
import { jobFact } from './facts.js';
import { settleBuild } from './settle-build.js';

/** Ends a job that nothing can run, on behalf of the scheduler. Once a worker has it, its word counts. */
export async function errorJob(
  hub: Hub,
  { jobId, reason }: Parameters<Commands['errorJob']>[0],
): Promise<CommandAnswer> {
  const job = await hub.store.jobs.get(jobId);
  if (!job) return refusal('not-found', 'There is no such job.');
  return hub.store.transaction(async (tx) => {
    const build = await tx.builds.lock(job.buildId);
    const from = ['created', 'queued'] as const;
    const errored = await tx.jobs.transition(jobId, { from, to: 'errored', reason });
    if (!build || !errored) return refusal('not-waiting', 'The job does not wait any more.');
    tx.emit('job:finished', jobFact(errored));
    await settleBuild(tx, build, hub.notifiers);
    await tx.owners.touch(build.ownerId);
    return { accepted: true };
  });
}
