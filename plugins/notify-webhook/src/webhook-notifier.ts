import {
  postNotice,
  type BuildNotice,
  type Notifier,
  type NotifyTools,
  type Outbound,
  type Target,
  type TokenIssuer,
} from '@turnpike/sdk';
import { webhookPayload } from './payload.js';
import { targetsOf } from './targets.js';
import { teamsCard } from './teams-card.js';

export interface WebhookParts {
  readonly outbound: Outbound;
  readonly issuer: TokenIssuer;
  /** Seconds since 1970, for the signature that cannot be replayed for ever. */
  now(): number;
}

const AGENT = 'Turnpike Notifications';

export function createWebhookNotifier(parts: WebhookParts): Notifier {
  return {
    id: 'webhook',
    targets: (entry) => targetsOf(entry),
    async send(target, notice, deliveryId, tools) {
      const isTeams = target.data['msteams'] === true;
      const request = isTeams ? teamsRequest(notice) : await payloadRequest(parts, notice);
      await post(parts, { to: String(target.data['url']), request, target, deliveryId, tools });
    },
  };
}

/** What goes to an address, and what it is sent for. */
export interface Posting {
  /** URL, maybe with credentials. */
  readonly to: string;
  readonly request: PostRequest;
  readonly target: Target;
  readonly deliveryId: string;
  readonly tools: NotifyTools;
}

/** Throws ExternalHostError. */
export async function post(
  { outbound }: WebhookParts,
  { to, request, target, deliveryId, tools }: Posting,
): Promise<void> {
  const { url, auth } = splitUrl(to);
  const headers = { ...request.headers, ...auth, 'X-Turnpike-Delivery': deliveryId };
  await postNotice(outbound, { url, headers, body: request.body, target, tools });
}

export interface PostRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function teamsRequest(notice: BuildNotice): PostRequest {
  return {
    headers: { 'Content-Type': 'application/json', 'User-Agent': AGENT },
    body: JSON.stringify(teamsCard(notice)),
  };
}

/** Travis's form and signature, and beside it one by SHA-256 over time stamp and payload. */
export async function payloadRequest(
  { issuer, now }: WebhookParts,
  notice: BuildNotice,
): Promise<PostRequest> {
  const payload = JSON.stringify(webhookPayload(notice));
  const at = now();
  return {
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      'User-Agent': AGENT,
      'Travis-Repo-Slug': notice.repository.slug,
      Signature: await issuer.sign('sha1', payload),
      'X-Turnpike-Signature': `t=${at},sha256=${await issuer.sign('sha256', `${at}.${payload}`)}`,
    },
    body: new URLSearchParams({ payload }).toString(),
  };
}

/** Credentials in the URL become a header: URLs are logged by everybody on the way. */
function splitUrl(text: string): {
  readonly url: string;
  readonly auth: Readonly<Record<string, string>>;
} {
  if (!URL.canParse(text)) return { url: text, auth: {} };
  const url = new URL(text);
  if (url.username === '' && url.password === '') return { url: text, auth: {} };
  const pair = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  url.username = '';
  url.password = '';
  return {
    url: url.href,
    auth: { Authorization: `Basic ${Buffer.from(pair).toString('base64')}` },
  };
}
