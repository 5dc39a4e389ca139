import { defineNotifier, tokens } from '@turnpike/sdk';
import { config } from './config.js';
import { keys } from './keys.js';
import { createSlackNotifier } from './slack-notifier.js';

export const plugin = defineNotifier({
  id: 'notify-slack',
  summary: 'Posts build notices to rooms of Slack and of what takes its messages.',
  config,
  requires: { outbound: tokens.outbound },
  // Incoming hooks are wherever .travis.yml says.
  permissions: { hosts: ['*'] },
  notifier: {
    id: 'slack',
    key: 'slack',
    events: ['finished', 'canceled'],
    onSuccess: 'always',
    onFailure: 'always',
    onStart: 'never',
    onCancel: 'always',
    onError: 'always',
    pullRequests: true,
    always: false,
  },
  yml: [keys],
  create: ({ deps, config: settings }) => createSlackNotifier(deps.outbound, settings),
});
