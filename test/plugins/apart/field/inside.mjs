// Plugins that work inside the server's process only.
import { definePlugin, provide, singleToken, tokens } from '@turnpike/sdk';

const hooks = ['job.route', 'request.accept'];
const verb = { command: 'verb', summary: 'V.', run: async () => 0 };
const greeter = singleToken('greeter');

export const plugins = [
  definePlugin({ id: 'router', summary: 'R.', permissions: { hooks } }),
  definePlugin({ id: 'reader', summary: 'R.', requires: { store: tokens.store } }),
  definePlugin({ id: 'door', summary: 'D.', upgrades: () => [] }),
  definePlugin({ id: 'verb', summary: 'V.', cli: [verb] }),
  definePlugin({
    id: 'greeter',
    summary: 'G.',
    offers: [greeter],
    provides: () => [provide(greeter, { greet: () => 'hello' })],
  }),
];
