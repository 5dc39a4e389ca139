import { defineLogin } from '@turnpike/sdk';
import { config, providerOf } from './config.js';
import { oidcLogin } from './login.js';

export const plugin = defineLogin({
  id: 'login-oidc',
  summary: 'Signs people in at any OpenID Connect provider.',
  kind: 'oidc',
  config,
  // Providers have their endpoints where they like, and say so in a document of their own.
  permissions: { hosts: ['*'] },
  create: (host, { config: all, deps }) => oidcLogin(host, providerOf(all, host.id), deps.outbound),
});
