import { defineLogin } from '@turnpike/sdk';
import { config } from './config.js';
import { githubLogin } from './login.js';

export const plugin = defineLogin({
  id: 'login-github',
  summary:
    'Signs people in at GitHub and GitHub Enterprise Server, by an OAuth app or a GitHub App.',
  kind: 'github',
  config,
  create: (host, ctx) => githubLogin(host, ctx.config),
});
