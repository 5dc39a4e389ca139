import { readPayload, z } from '@turnpike/sdk';
import { pullRef } from '../refs.js';
import { ignored, type Payload, type Said } from '../said.js';
import { pullRequestSchema, toPullRequest, type PullRequestPayload } from './payload.js';

/** One that was updated need not have other commits: that its head is the same is seen when it is stored. */
export function readPullRequest(
  payload: Payload,
  isNew: boolean,
  sender: string | null,
  base: string,
): Said {
  const { pullrequest } = readPayload(z.object({ pullrequest: pullRequestSchema }), payload);
  if (pullrequest.state !== 'OPEN') return ignored('The pull request is closed.');
  if (!pullrequest.source.commit) return ignored('The pull request names no commit.');
  if (!pullrequest.source.repository)
    return ignored('The fork that the pull request comes from is gone.');
  return pullRequestEvent(pullrequest, isNew ? 'opened' : 'synchronize', sender, base);
}

/** Also for pull requests that were found by asking. The host makes no merge: the job does. */
export function pullRequestEvent(
  pull: PullRequestPayload,
  action: string,
  sender: string | null,
  base: string,
): Extract<Said, { readonly kind: 'pull_request' }> {
  const pullRequest = toPullRequest(pull, base);
  return {
    kind: 'pull_request',
    action,
    pullRequest,
    ref: pullRef(pull.id),
    branch: pullRequest.baseRef,
    tag: null,
    // Hosts shorten it: the whole one is found by the ref.
    sha: null,
    beforeSha: null,
    commitMessage: null,
    compareUrl: pullRequest.htmlUrl,
    sender,
  };
}
