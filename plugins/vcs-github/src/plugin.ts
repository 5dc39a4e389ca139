import { definePlugin, provide, tokens } from '@turnpike/sdk';
import { config } from './config.js';
import { createGithubProvider } from './provider.js';

export const plugin = definePlugin({
  id: 'vcs-github',
  summary: 'Builds repositories of GitHub and GitHub Enterprise Server.',
  config,
  permissions: { hosts: [{ setting: 'apiUrl' }] },
  offers: [tokens.vcsProviders],
  replaceable: true,
  provider: { id: 'github', statuses: true },
  provides: (ctx) => [provide(tokens.vcsProviders, createGithubProvider(ctx.config))],
});
