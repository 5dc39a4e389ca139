import { defineNotifier, tokens } from '@turnpike/sdk';
import { config } from './config.js';
import { createGlobalNotifier } from './global-notifier.js';

export const plugin = defineNotifier({
  id: 'notify-global-webhook',
  summary: 'Posts signed notices of all builds to the operator’s URLs.',
  config,
  requires: { outbound: tokens.outbound, issuer: tokens.tokenIssuer },
  // Whatever addresses the operator has named.
  permissions: { hosts: ['*'] },
  notifier: {
    id: 'global-webhook',
    key: null,
    events: ['started', 'finished', 'canceled'],
    onSuccess: 'always',
    onFailure: 'always',
    onStart: 'always',
    onCancel: 'always',
    onError: 'always',
    pullRequests: true,
    always: true,
  },
  create: ({ deps, clock, config: { urls } }) =>
    createGlobalNotifier({ ...deps, now: () => Math.floor(clock.now() / 1000) }, urls),
});
