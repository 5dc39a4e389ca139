import { isFinal, type CommandAnswer, type Commands } from '@turnpike/sdk';
import { askCommand, refusal } from './command.js';
import type { Hub } from './context.js';
import { restartJobs } from './restart-jobs.js';

/** Runs a finished job again. Its earlier runs and their logs stay. */
export async function restartJob(
  hub: Hub,
  input: Parameters<Commands['restartJob']>[0],
): Promise<CommandAnswer> {
  const job = await hub.store.jobs.get(input.jobId);
  if (!job) return refusal('not-found', 'There is no such job.');
  const asked = await askCommand(hub, 'restart', [job], input);
  if ('refused' in asked) return asked.refused;
  return hub.store.transaction(async (tx) => {
    const build = await tx.builds.lock(job.buildId);
    if (!build) return refusal('not-found', 'There is no such build.');
    if (build.configError) return CONFIG_ERROR;
    const jobs = await tx.jobs.briefsOfBuild(build.id);
    const wanted = jobs.filter((one) => one.id === job.id && isFinal(one.state));
    if (wanted.length === 0) return refusal('unfinished', 'The job has not finished yet.');
    const stages = await tx.stages.ofBuild(build.id);
    await restartJobs(tx, { build, jobs, stages, wanted, userId: input.userId });
    return { accepted: true };
  });
}

export const CONFIG_ERROR = refusal(
  'config-error',
  'The configuration of this build could not be read: correct it and push, or trigger a new build.',
);
