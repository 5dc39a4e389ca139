import { defineNotifier, ExternalHostError, tokens, z } from '@turnpike/sdk';

export const plugin = defineNotifier({
  id: 'notify-huddle',
  summary: 'Sends build results to a huddle.',
  config: z.strictObject({ server: z.url() }),
  requires: { outbound: tokens.outbound },
  permissions: { hosts: [{ setting: 'server' }] },
  notifier: {
    id: 'huddle',
    key: 'huddle',
    events: ['finished'],
    onSuccess: 'always',
    onFailure: 'always',
    onStart: 'never',
    onCancel: 'never',
    onError: 'always',
    pullRequests: false,
    always: false,
  },
  create: ({ config, deps: { outbound } }) => ({
    id: 'huddle',
    targets: ({ config: entry }) =>
      [entry.to ?? []].flat().map((to) => ({ key: to, data: { to } })),
    async send({ key }, { sentence }, deliveryId, { signal }) {
      const server = key === 'elsewhere' ? 'http://other.example.org' : config.server;
      const body = JSON.stringify({ to: key, sentence, deliveryId });
      const answer = await outbound.fetch(server, { method: 'POST', body, signal });
      if (!answer.ok) throw new ExternalHostError('TURNPIKE_HOST_UNAVAILABLE', 'Come back later.');
    },
  }),
});
