import { definePlugin, z } from '@turnpike/sdk';

export const plugin = definePlugin({
  id: 'broken',
  summary: 'Decides what is allowed, and does not start.',
  config: z.strictObject({ at: z.enum(['provides', 'start']) }),
  permissions: { hooks: ['request.accept'] },
  offers: [],
  provides({ config }) {
    if (config.at === 'provides') throw new Error('broken on purpose');
    return [];
  },
  taps: ({ hooks }) => hooks.request.accept.tap('broken', () => undefined),
  async start({ config }) {
    if (config.at === 'start') throw new Error('broken on purpose');
  },
});
