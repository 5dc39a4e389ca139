import { defineLogin } from '@turnpike/sdk';
import { config } from './config.js';
import { giteaLogin } from './login.js';

export const plugin = defineLogin({
  id: 'login-gitea',
  summary: 'Signs people in at Gitea and Forgejo.',
  kind: 'gitea',
  config,
  create: (host, ctx) => giteaLogin(host, ctx.config),
});
