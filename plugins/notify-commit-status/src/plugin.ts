import { defineNotifier, tokens, z } from '@turnpike/sdk';
import { createCommitStatusNotifier } from './commit-status-notifier.js';

export const plugin = defineNotifier({
  id: 'notify-commit-status',
  summary: 'Sets commit statuses at the code host.',
  config: z.strictObject({
    context: z
      .string()
      .default('continuous-integration/turnpike')
      .describe('What the status is called; `/push` or `/pr` is added.'),
  }),
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
  create: ({ deps, config }) => createCommitStatusNotifier(deps.providers, config.context),
});
