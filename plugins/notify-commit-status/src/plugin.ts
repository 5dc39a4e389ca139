import { defineNotifier, tokens } from '@turnpike/sdk';
import { createCommitStatusNotifier } from './commit-status-notifier.js';
import { config } from './config.js';

export const plugin = defineNotifier({
  id: 'notify-commit-status',
  summary: 'Sets commit statuses at the code host.',
  config,
  requires: { providers: tokens.vcsProviders },
  notifier: {
    id: 'commit-status',
    key: null,
    events: ['started', 'finished', 'canceled'],
    onSuccess: 'always',
    onFailure: 'always',
    onStart: 'always',
    onCancel: 'always',
    onError: 'always',
    pullRequests: true,
    always: true,
    needsStatuses: true,
  },
  create: ({ deps, config: own }) => createCommitStatusNotifier(deps.providers, own),
});
