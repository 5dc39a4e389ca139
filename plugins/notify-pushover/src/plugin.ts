import { defineNotifier, tokens } from '@turnpike/sdk';
import { config } from './config.js';
import { keys } from './keys.js';
import { createPushoverNotifier } from './pushover-notifier.js';

export const plugin = defineNotifier({
  id: 'notify-pushover',
  summary: 'Sends build notices to devices by Pushover.',
  config,
  requires: { outbound: tokens.outbound },
  permissions: { hosts: [{ setting: 'url' }] },
  notifier: {
    id: 'pushover',
    key: 'pushover',
    events: ['finished', 'canceled'],
    onSuccess: 'always',
    onFailure: 'always',
    onStart: 'never',
    onCancel: 'always',
    onError: 'always',
    pullRequests: false,
    always: false,
  },
  yml: [keys],
  create: ({ deps, config: settings }) => createPushoverNotifier(deps.outbound, settings),
});
