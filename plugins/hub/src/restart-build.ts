import { isFinal, type CommandAnswer, type Commands, type Job } from '@turnpike/sdk';
import { askCommand, refusal } from './command.js';
import type { Hub } from './context.js';
import { CONFIG_ERROR } from './restart-job.js';
import { restartJobs } from './restart-jobs.js';

/** Runs all jobs of a finished build again, or only those that did not pass. */
export async function restartBuild(
  hub: Hub,
  input: Parameters<Commands['restartBuild']>[0],
): Promise<CommandAnswer> {
  const isWanted = (job: Pick<Job, 'state'>): boolean =>
    isFinal(job.state) && !(input.onlyFailed && job.state === 'passed');
  const known = await hub.store.jobs.ofBuild(input.buildId);
  const asked = await askCommand(hub, 'restart', known.filter(isWanted), input);
  if ('refused' in asked) return asked.refused;
  return hub.store.transaction(async (tx) => {
    const build = await tx.builds.lock(input.buildId);
    if (!build) return refusal('not-found', 'There is no such build.');
    if (build.configError) return CONFIG_ERROR;
    if (!isFinal(build.state)) return refusal('unfinished', 'The build has not finished yet.');
    const jobs = await tx.jobs.briefsOfBuild(build.id);
    const wanted = jobs.filter(isWanted);
    if (wanted.length === 0) return refusal('nothing', 'All jobs of this build have passed.');
    const stages = await tx.stages.ofBuild(build.id);
    await restartJobs(tx, { build, jobs, stages, wanted, userId: input.userId });
    return { accepted: true };
  });
}
