import {
  ignoredDelivery,
  readPayload,
  z,
  type DeliveryPayload,
  type DeliverySaid,
} from '@turnpike/sdk';
import { pullEvent } from '../pull-event.js';
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
  payload: DeliveryPayload,
  sender: string | null,
  base: string,
): DeliverySaid {
  const { pullRequest, previousTarget } = readPayload(deliverySchema, payload);
  if (pullRequest.state !== 'OPEN') return ignoredDelivery('The pull request is closed.');
  if (!pullRequest.fromRef.latestCommit)
    return ignoredDelivery('The pull request names no commit.');
  const target = pullRequest.toRef.id;
  if (event === 'pr:modified' && (previousTarget?.id ?? target) === target)
    return ignoredDelivery('The pull request has the same commits and the same target.');
  return pullRequestEvent(pullRequest, ACTIONS[event] ?? 'synchronize', sender, base);
}

/** Also for pull requests that were found by asking. */
export function pullRequestEvent(
  pull: PullRequestPayload,
  action: string,
  sender: string | null,
  base: string,
): ReturnType<typeof pullEvent> {
  const pullRequest = toPullRequest(pull, base);
  return pullEvent(pullRequest, { action, sha: pullRequest.headSha, sender });
}
