import { definePlugin, provide, tokens } from '@turnpike/sdk';
import { config } from './config.js';
import { githubHosts } from './hosts.js';
import { createGithubProvider } from './provider.js';

export const plugin = definePlugin({
  id: 'vcs-github',
  summary: 'Builds repositories of GitHub and GitHub Enterprise Server.',
  config,
  requires: { codeHosts: tokens.codeHosts },
  permissions: { hosts: [{ setting: 'apiUrl' }, { kind: 'github' }] },
  offers: [tokens.vcsProviders],
  replaceable: true,
  provider: { id: 'github', statuses: true },
  provides: ({ config: own, deps }) =>
    githubHosts(own, deps.codeHosts).map((host) =>
      provide(tokens.vcsProviders, createGithubProvider(host)),
    ),
});
