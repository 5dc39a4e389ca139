import { defineLogin } from '@turnpike/sdk';
import { cloudLogin } from './cloud-login.js';
import { config } from './config.js';
import { dataCenterLogin } from './data-center-login.js';

export const plugin = defineLogin({
  id: 'login-bitbucket',
  summary: 'Signs people in at Bitbucket Cloud and Bitbucket Data Center.',
  kind: ['bitbucket', 'bitbucket-datacenter'],
  config,
  create: (host, ctx) =>
    host.kind === 'bitbucket'
      ? cloudLogin(host)
      : dataCenterLogin(host, ctx.config, () => `${ctx.publicUrl}/auth/${host.id}/callback`),
});
