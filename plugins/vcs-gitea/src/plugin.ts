import { definePlugin, provide, tokens } from '@turnpike/sdk';
import { config, type Config } from './config.js';
import { createGiteaProvider } from './provider.js';

export const plugin = definePlugin({
  id: 'vcs-gitea',
  summary: 'Builds repositories of Gitea, Forgejo and Gogs.',
  config,
  permissions: { hosts: [{ setting: 'url' }] },
  offers: [tokens.vcsProviders],
  replaceable: true,
  provider: { id: 'gitea', statuses: true },
  provides: ({ config: settings }) =>
    settings.url === undefined
      ? []
      : [provide(tokens.vcsProviders, createGiteaProvider(serverOf(settings, settings.url)))],
});

const serverOf = ({ token, webhookSecrets, pollSeconds }: Config, url: string) => ({
  id: 'gitea',
  name: 'Gitea',
  url: url.replace(/\/+$/, ''),
  fetch,
  ...{ token, webhookSecrets, pollSeconds },
});
