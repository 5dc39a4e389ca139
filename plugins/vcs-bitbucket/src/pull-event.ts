import type { DeliverySaid, PullRequest } from '@turnpike/sdk';
import { pullRef } from './refs.js';

/** A pull request in our words. Neither host has a merge of it that is kept up to date: the job merges. */
export function pullEvent(
  pullRequest: PullRequest,
  said: {
    readonly action: string;
    /** null: the host shortens it, and the whole one is found by the ref. */
    readonly sha: string | null;
    readonly sender: string | null;
  },
): Extract<DeliverySaid, { readonly kind: 'pull_request' }> {
  return {
    kind: 'pull_request',
    ...said,
    pullRequest,
    ref: pullRef(pullRequest.number),
    branch: pullRequest.baseRef,
    tag: null,
    beforeSha: null,
    commitMessage: null,
    compareUrl: pullRequest.htmlUrl,
  };
}
