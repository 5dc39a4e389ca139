import { defineNotifier, tokens } from '@turnpike/sdk';
import { createWebhookNotifier } from './webhook-notifier.js';
import { keys } from './keys.js';

export const plugin = defineNotifier({
  id: 'notify-webhook',
  summary: 'Posts signed build notices to URLs.',
  requires: { outbound: tokens.outbound, issuer: tokens.tokenIssuer },
  // Whatever addresses stand in .travis.yml.
  permissions: { hosts: ['*'] },
  notifier: {
    id: 'webhook',
    key: 'webhooks',
    events: ['started', 'finished', 'canceled'],
    onSuccess: 'always',
    onFailure: 'always',
    onStart: 'never',
    onCancel: 'always',
    onError: 'always',
    pullRequests: true,
    always: false,
  },
  yml: [keys],
  create: ({ deps, clock }) =>
    createWebhookNotifier({ ...deps, now: () => Math.floor(clock.now() / 1000) }),
});
