import { readPayload, z } from '@turnpike/sdk';
import { pullRef } from '../refs.js';
import { ignored, type Payload, type Said } from '../said.js';
import { pullRequestSchema, toPullRequest, type PullRequestPayload } from './payload.js';

const deliverySchema = z.object({
  pullRequest: pullRequestSchema,
  /** Of `pr:modified`. */
  previousTarget: z.object({ id: z.string().nullish() }).nullish(),
});
const ACTIONS: Readonly<Record<string, string>> = {
  'pr:opened': 'opened',
  'pr:reopened': 'reopened',
  'pr:modified': 'retargeted',
};

export function readPullRequest(
  event: string,
  payload: Payload,
  sender: string | null,
  base: string,
): Said {
  const { pullRequest, previousTarget } = readPayload(deliverySchema, payload);
  if (pullRequest.state !== 'OPEN') return ignored('The pull request is closed.');
  if (!pullRequest.fromRef.latestCommit) return ignored('The pull request names no commit.');
  const target = pullRequest.toRef.id;
  if (event === 'pr:modified' && (previousTarget?.id ?? target) === target)
    return ignored('The pull request has the same commits and the same target.');
  return pullRequestEvent(pullRequest, ACTIONS[event] ?? 'synchronize', sender, base);
}

/** Also for pull requests that were found by asking. The host's own merge is not kept up to date: the job merges. */
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
    sha: pullRequest.headSha,
    beforeSha: null,
    commitMessage: null,
    compareUrl: pullRequest.htmlUrl,
    sender,
  };
}
