import type { BuildRequest, Owner, Rejection, Repository } from '@turnpike/sdk';

/** The rule of a repository that is switched off. */
export const INACTIVE = 'repository-inactive';

/** Nothing is built for a repository that is switched off or whose owner is suspended. */
export function inactiveRepository(
  repository: Pick<Repository, 'active'>,
  owner: Pick<Owner, 'login' | 'suspendedAt'> | undefined,
): Rejection | undefined {
  if (!repository.active) return { rule: INACTIVE, message: 'The repository is switched off.' };
  if (owner?.suspendedAt)
    return { rule: 'owner-suspended', message: `The owner ${owner.login} is suspended.` };
  return undefined;
}

/** A pull request that was closed meanwhile has no merge commit to build. */
export function closedPullRequest(
  request: Pick<BuildRequest, 'pullRequest'>,
): Rejection | undefined {
  if (request.pullRequest?.state !== 'closed') return undefined;
  return { rule: 'pull-request-closed', message: 'The pull request is closed.' };
}
