import type { Build, Repository } from '@turnpike/sdk';
import type { Context } from './context.js';

/**
 * Asks hub to cancel what a newer build supersedes: same branch or pull request, same event type,
 * where the repository wants it (travis-services facts 2.9). Tags are never superseded. A push that was
 * told late cancels nothing: it is superseded itself. A failure is no failure of the request: the older
 * builds merely run.
 */
export async function cancelSuperseded(
  ctx: Context,
  repository: Repository,
  build: Build,
): Promise<void> {
  if (!wanted(repository, build)) return;
  const { builds } = ctx.deps.store;
  const newer = build.newerBuildId ? await builds.get(build.newerBuildId) : undefined;
  const older = newer ? [build] : await builds.superseded(build);
  const by = newer ?? build;
  const auto = { byBuildId: by.id, running: ctx.config.autoCancel === 'running' };
  const reason = `Superseded by build ${by.number}.`;
  const results = await Promise.allSettled(
    older.map(({ id }) =>
      ctx.deps.commands.cancelBuild({ buildId: id, userId: null, reason, auto }),
    ),
  );
  for (const result of results)
    if (result.status === 'rejected')
      ctx.log.warn(
        { buildId: build.id, error: String(result.reason) },
        'a superseded build could not be canceled',
      );
}

function wanted({ settings }: Repository, build: Build): boolean {
  if (build.tag !== null) return false;
  if (build.eventType === 'push') return settings.auto_cancel_pushes;
  return build.eventType === 'pull_request' && settings.auto_cancel_pull_requests;
}
