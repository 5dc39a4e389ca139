import type { RepoEvent, Repository } from '@turnpike/sdk';
import type { Context } from './context.js';

type Rerequested = Extract<RepoEvent, { readonly kind: 'rerequested' }>;

/**
 * Restarts the build that a check at the host belongs to, as `Re-run` there asks for. Answers what
 * came of it. Throws if hub cannot be reached: the host then shows the delivery as failed.
 */
export async function restartChecked(
  ctx: Context,
  repository: Repository,
  event: Rerequested,
): Promise<{ readonly done: boolean; readonly reason: string }> {
  const buildId = await findBuild(ctx, repository, event);
  if (buildId === undefined) return { done: false, reason: `No build of ${event.sha} is known.` };
  if (!ctx.deps.commands) return { done: false, reason: 'No hub is reachable from here.' };
  const reason = `Re-requested${event.sender ? ` by ${event.sender}` : ''} at the code host.`;
  const answer = await ctx.deps.commands.restartBuild({ buildId, userId: null, reason });
  return { done: answer.accepted, reason: answer.message ?? reason };
}

async function findBuild(
  ctx: Context,
  repository: Repository,
  event: Rerequested,
): Promise<number | undefined> {
  const { builds, requests } = ctx.deps.store;
  if (event.buildNumber !== null)
    return (await builds.byNumber(repository.id, event.buildNumber))?.id;
  const { rows } = await requests.list(repository.id, { limit: 100 });
  const found = rows.find(
    ({ sha, pullRequest, buildId }) =>
      buildId !== null && (sha === event.sha || pullRequest?.headSha === event.sha),
  );
  return found?.buildId ?? undefined;
}
