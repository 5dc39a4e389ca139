import { defineLogin } from '@turnpike/sdk';
import { config } from './config.js';
import { gitlabLogin } from './login.js';

export const plugin = defineLogin({
  id: 'login-gitlab',
  summary: 'Signs people in at GitLab.',
  kind: 'gitlab',
  config,
  create: (host, ctx) =>
    gitlabLogin(host, ctx.config, () => `${ctx.publicUrl}/auth/${host.id}/callback`),
});
