import { isFinal, type CommandAnswer, type Commands } from '@turnpike/sdk';
import { cancelOne, reasonOf } from './cancel-job.js';
import { askCommand, refusal } from './command.js';
import type { Hub } from './context.js';
import { settleBuild } from './settle-build.js';

type Input = Parameters<Commands['cancelBuild']>[0];

/**
 * Cancels all unfinished jobs of a build. `auto`: because of a newer build; one that has started is then left
 * alone unless `running` (travis-services facts 2.9).
 */
export async function cancelBuild(hub: Hub, input: Input): Promise<CommandAnswer> {
  const { auto, buildId } = input;
  const jobs = await hub.store.jobs.ofBuild(buildId);
  const open = jobs.filter((job) => !isFinal(job.state));
  if (jobs.length > 0 && open.length === 0)
    return refusal('finished', 'The build has already finished.');
  const asked = await askCommand(hub, 'cancel', open, input);
  if ('refused' in asked) return asked.refused;
  return hub.store.transaction(async (tx) => {
    const build = await tx.builds.lock(buildId);
    if (!build) return refusal('not-found', 'There is no such build.');
    const current = await tx.jobs.briefsOfBuild(buildId);
    const isRunning = current.some((job) => job.state === 'received' || job.state === 'started');
    if (auto && !auto.running && (isRunning || build.state !== 'created'))
      return refusal('running', 'The build is running; only waiting builds are superseded.');
    if (auto) await tx.builds.setAutoCanceled(buildId, auto.byBuildId);
    for (const job of current)
      if (!isFinal(job.state)) await cancelOne(tx, job, reasonOf(asked, input.reason));
    await settleBuild(tx, build, hub.notifiers);
    await tx.owners.touch(build.ownerId);
    return { accepted: true };
  });
}
