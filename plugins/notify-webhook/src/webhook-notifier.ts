import {
  postNotice,
  type BuildNotice,
  type Notifier,
  type Outbound,
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
      const { url, auth } = splitUrl(String(target.data['url']));
      const request =
        target.data['msteams'] === true
          ? teamsRequest(notice)
          : await payloadRequest(parts, notice);
      const headers = { ...request.headers, ...auth, 'X-Turnpike-Delivery': deliveryId };
      await postNotice(parts.outbound, { url, headers, body: request.body, target, tools });
    },
  };
}

interface PostRequest {
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
async function payloadRequest(
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
