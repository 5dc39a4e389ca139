import { createHash } from 'node:crypto';
import { ConfigError, type Notifier, type Target } from '@turnpike/sdk';
import { payloadRequest, post, type WebhookParts } from '../webhook-notifier.js';

const NONE = 'No address is configured: set notify-global-webhook.urls.';

/** Who reads a build sees its receivers: neither hosts nor paths of the operator's addresses are for them. */
const markOf = (url: string): string =>
  `operator ${createHash('sha256').update(url).digest('hex').slice(0, 8)}`;

/** Tells all addresses of all builds. An address is looked up when it is sent to: it is never stored. */
export function createGlobalNotifier(parts: WebhookParts, urls: readonly string[]): Notifier {
  const byKey = new Map(urls.map((url) => [markOf(url), url]));
  const targets = [...byKey.keys()].map((key): Target => ({ key, data: {} }));
  return {
    id: 'global-webhook',
    unavailable: urls.length === 0 ? NONE : null,
    targets: () => targets,
    async send(target, notice, deliveryId, tools) {
      const to = byKey.get(target.key);
      if (to === undefined) throw noLonger(target);
      const request = await payloadRequest(parts, notice);
      await post(parts, { to, request, target, deliveryId, tools });
    },
  };
}

const noLonger = ({ key }: Target): ConfigError =>
  new ConfigError('TURNPIKE_CONFIG_INVALID', `The address ${key} is no longer configured.`, {
    key: 'notify-global-webhook.urls',
  });
