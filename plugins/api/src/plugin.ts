import { definePlugin, optional, provide, tokens } from '@turnpike/sdk';
import { apiConfig } from './config.js';
import { apiRoutes } from './resources/index.js';

export const plugin = definePlugin({
  id: 'api',
  summary: 'The HTTP API, version 3.',
  config: apiConfig,
  requires: {
    store: tokens.store,
    events: tokens.events,
    secrets: tokens.secrets,
    tokenIssuer: tokens.tokenIssuer,
    installed: tokens.installed,
    commands: tokens.commands,
    logs: tokens.logReader,
    preview: optional(tokens.requestPreview),
    compiler: optional(tokens.configCompiler),
    deliveries: optional(tokens.deliveries),
    logins: tokens.logins,
    vcsProviders: tokens.vcsProviders,
  },
  offers: [tokens.visitorRights],
  provides: ({ config }) => [provide(tokens.visitorRights, { mayRead: config.public })],
  routes: (context) => {
    const { config, deps, hooks, clock, log } = context;
    return apiRoutes({ ...deps, config, hooks, clock, log, publicUrl: () => context.publicUrl });
  },
});
