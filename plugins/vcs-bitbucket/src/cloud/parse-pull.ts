import {
  ignoredDelivery,
  readPayload,
  z,
  type DeliveryPayload,
  type DeliverySaid,
} from '@turnpike/sdk';
import { pullEvent } from '../pull-event.js';
import { pullRequestSchema, toPullRequest, type PullRequestPayload } from './payload.js';

/** One that was updated need not have other commits: that its head is the same is seen when it is stored. */
export function readPullRequest(
  payload: DeliveryPayload,
  isNew: boolean,
  sender: string | null,
  base: string,
): DeliverySaid {
  const { pullrequest } = readPayload(z.object({ pullrequest: pullRequestSchema }), payload);
  if (pullrequest.state !== 'OPEN') return ignoredDelivery('The pull request is closed.');
  if (!pullrequest.source.commit) return ignoredDelivery('The pull request names no commit.');
  if (!pullrequest.source.repository)
    return ignoredDelivery('The fork that the pull request comes from is gone.');
  return pullRequestEvent(pullrequest, isNew ? 'opened' : 'synchronize', sender, base);
}

/** Also for pull requests that were found by asking. */
export function pullRequestEvent(
  pull: PullRequestPayload,
  action: string,
  sender: string | null,
  base: string,
): ReturnType<typeof pullEvent> {
  const pullRequest = toPullRequest(pull, base);
  return pullEvent(pullRequest, { action, sha: null, sender });
}
