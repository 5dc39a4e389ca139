import {
  ExternalHostError,
  type NotifyTools,
  type Outbound,
  type Target,
} from '@turnpike/core/contracts';

/** What is posted, and to whom. @experimental */
export interface NoticePost {
  /** Address, without credentials. */
  readonly url: string;
  /** `content-type` among them. */
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as it is. */
  readonly body: string;
  /** Named in errors by its key. */
  readonly target: Target;
  /** Of `send`. */
  readonly tools: NotifyTools;
}

/**
 * Posts a notice. Throws ExternalHostError: TURNPIKE_HOST_UNAVAILABLE, which is tried again, where the receiver failed
 * itself or said "slow down" (5xx, 408, 429), TURNPIKE_HOST_REFUSED where it refused. For `send` of a notifier.
 * @experimental
 */
export async function postNotice(outbound: Outbound, post: NoticePost): Promise<void> {
  const { url, headers, body, target, tools } = post;
  const answer = await outbound.fetch(url, {
    method: 'POST',
    headers,
    body,
    maxBytes: 65_536,
    signal: tools.signal,
  });
  if (answer.ok) return;
  const isPassing = answer.status >= 500 || answer.status === 408 || answer.status === 429;
  throw new ExternalHostError(
    isPassing ? 'TURNPIKE_HOST_UNAVAILABLE' : 'TURNPIKE_HOST_REFUSED',
    `${target.key} answered ${answer.status}${wordsOf(answer.text())}`,
  );
}

/** Receivers say in a word or two what they mind (`channel_not_found`); a page says nothing to anybody. */
function wordsOf(body: string): string {
  const words = body.trim();
  return /^[\w .,:;'!?-]{1,80}$/.test(words) ? `: ${words}` : '';
}
