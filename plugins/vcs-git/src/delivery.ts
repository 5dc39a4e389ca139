import {
  InputError,
  isSignedBy,
  NO_REPOSITORY,
  parseBoundedJson,
  refEvent,
  z,
  type RawDelivery,
  type Rejection,
  type RepoEvent,
} from '@turnpike/sdk';
import { isFullSha, isRefName, ZERO } from './refs.js';

export const EVENT_HEADER = 'x-turnpike-git-event';
export const GUID_HEADER = 'x-turnpike-delivery';
export const SIGNATURE_HEADER = 'x-turnpike-signature-256';

const sha = z.string().refine(isFullSha);
/** What the post-receive script sends for each ref. */
const pushBody = z.object({
  ref: z.string().refine((ref) => isRefName(ref)),
  before: sha,
  after: sha,
  pusher: z.string().max(200).nullish(),
});

export function identifyDelivery(
  d: RawDelivery,
): { readonly event: string; readonly guid: string } | undefined {
  const event = d.headers[EVENT_HEADER];
  const guid = d.headers[GUID_HEADER];
  return event && guid ? { event, guid } : undefined;
}

export function verifyDelivery(d: RawDelivery, secrets: readonly string[]): Rejection | undefined {
  if (isSignedBy(d.body, d.headers[SIGNATURE_HEADER], secrets)) return undefined;
  return {
    rule: 'signature',
    message:
      'The signature fits none of the secrets. Install the hook again: turnpike repo hook install OWNER/NAME.',
  };
}

/** Throws InputError TURNPIKE_DELIVERY_EVENT or TURNPIKE_DELIVERY_MALFORMED. */
export function parseDelivery(d: RawDelivery): RepoEvent {
  const event = d.headers[EVENT_HEADER] ?? '';
  if (event !== 'push' && event !== 'ping')
    throw new InputError('TURNPIKE_DELIVERY_EVENT', `${event || 'No event'} is no known event.`);
  // A plain repository says nothing of itself: the URL of the hook names it.
  const repository = NO_REPOSITORY;
  if (event === 'ping')
    return { repository, event, kind: 'ignored', reason: 'A test of the hook.' };
  const body = readBody(d.body);
  if (!/^refs\/(heads|tags)\//.test(body.ref))
    return { repository, event, kind: 'ignored', reason: `${body.ref} is neither branch nor tag.` };
  const before = ZERO.test(body.before) ? null : body.before;
  const after = ZERO.test(body.after) ? null : body.after;
  return refEvent(repository, { ref: body.ref, before, after }, body.pusher ?? null);
}

function readBody(bytes: Uint8Array): z.infer<typeof pushBody> {
  try {
    return pushBody.parse(parseBoundedJson(bytes));
  } catch (error) {
    throw new InputError(
      'TURNPIKE_DELIVERY_MALFORMED',
      'The delivery holds no ref with its old and new commit.',
      { wayOut: 'Install the hook of the repository again.' },
      error,
    );
  }
}
