import {
  ignoredDelivery,
  readPayload,
  z,
  type DeliveryPayload,
  type DeliverySaid,
  type RepoIdentity,
} from '@turnpike/sdk';
import { pullRequestSchema, toPullRequest, type PullRequestPayload } from './payload.js';

/** Others neither add commits nor open anything; a closed one has nothing to merge. */
const BUILT_ACTIONS = new Set(['opened', 'synchronized', 'reopened']);

export function readPullRequest(
  payload: DeliveryPayload,
  _repository: RepoIdentity,
  sender: string | null,
): DeliverySaid {
  const schema = z.object({ action: z.string(), pull_request: pullRequestSchema });
  const { action, pull_request: pull } = readPayload(schema, payload);
  if (!BUILT_ACTIONS.has(action))
    return ignoredDelivery(`A pull request was ${action}: nothing to build.`);
  if (pull.state === 'closed') return ignoredDelivery('The pull request is closed.');
  if (!pull.head.sha) return ignoredDelivery('The pull request names no commit.');
  return pullRequestEvent(pull, action === 'synchronized' ? 'synchronize' : action, sender);
}

/** Also for pull requests that were found by asking. The server makes no merge: its head is what can be fetched. */
export function pullRequestEvent(
  pull: PullRequestPayload,
  action: string,
  sender: string | null,
): Extract<DeliverySaid, { readonly kind: 'pull_request' }> {
  return {
    kind: 'pull_request',
    action,
    pullRequest: toPullRequest(pull),
    ref: `refs/pull/${pull.number}/head`,
    branch: pull.base.ref ?? '',
    tag: null,
    sha: pull.head.sha ?? null,
    beforeSha: null,
    commitMessage: null,
    compareUrl: pull.html_url ?? null,
    sender,
  };
}
