import {
  ExternalHostError,
  isTurnpikeError,
  type BuildRequest,
  type RepoAccess,
  type Rejection,
  type VcsProvider,
} from '@turnpike/sdk';
import { headOf } from './head-of.js';

/**
 * Why the commit of a request is not there, as far as the host tells: a wrong reason is worse than none. Throws what
 * passes.
 */
export async function whyMissing(
  provider: VcsProvider,
  access: RepoAccess,
  request: BuildRequest,
): Promise<Rejection> {
  const { pullRequest, sha } = request;
  if (pullRequest)
    return {
      rule: 'missing-merge-commit',
      message: `Pull request ${pullRequest.number} has no merge commit: it cannot be merged. Resolve the conflict and push again.`,
    };
  const rule = 'missing-commit';
  const what = sha === null ? named(request) : `commit ${sha}`;
  try {
    const head = await headOf(provider, access, request.ref);
    if (mayYetCome(request, head)) throw yetToCome(what);
    if (sha === null) return { rule, message: `There is no ${what} in the repository.` };
    return { rule, message: `The ${what} is not in the repository${whereabouts(request, head)}.` };
  } catch (error) {
    if (!isTurnpikeError(error) || error.retryable) throw error;
    return { rule, message: `The ${what} cannot be read: ${error.message}` };
  }
}

/** So many tries, some half a minute in all, are enough for a host that tells before it shows. */
const EARLY_TRIES = 3;

/**
 * Hosts tell of a push some seconds before all of their servers show it: the branch is still where it was before, or
 * has got there since the commit was asked for.
 */
function mayYetCome({ sha, beforeSha, attempts }: BuildRequest, head: string | null): boolean {
  if (sha === null || head === null || attempts > EARLY_TRIES) return false;
  return head === beforeSha || head === sha;
}

function yetToCome(what: string): ExternalHostError {
  return new ExternalHostError(
    'TURNPIKE_HOST_UNAVAILABLE',
    `The ${what} is not shown by its host yet.`,
  );
}

function named({ ref, branch, tag }: BuildRequest): string {
  if (ref === `refs/heads/${branch}`) return `branch ${branch}`;
  return tag !== null && ref === `refs/tags/${tag}` ? `tag ${tag}` : ref;
}

function whereabouts(request: BuildRequest, head: string | null): string {
  if (head === null) return `, and there is no ${named(request)} now`;
  const pushed = request.eventType === 'push' ? ': another push replaced it' : '';
  return `; ${named(request)} is at ${head} now${pushed}`;
}
