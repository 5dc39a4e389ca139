import { defineNotifier, tokens } from '@turnpike/sdk';
import { config } from './config.js';
import { createIrcNotifier } from './irc-notifier.js';
import { keys } from './keys.js';

export const plugin = defineNotifier({
  id: 'notify-irc',
  summary: 'Tells channels of IRC of builds.',
  config,
  requires: { outbound: tokens.outbound },
  // Whatever servers stand in .travis.yml.
  permissions: { hosts: ['*'] },
  notifier: {
    id: 'irc',
    key: 'irc',
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
  create: ({ deps, config: settings }) => createIrcNotifier(deps.outbound, settings),
});
