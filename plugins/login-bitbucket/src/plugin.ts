import { defineLogin } from '@turnpike/sdk';
import { bitbucketLogin } from './login.js';

export const plugin = defineLogin({
  id: 'login-bitbucket',
  summary: 'Signs people in at Bitbucket Cloud.',
  kind: 'bitbucket',
  create: (host) => bitbucketLogin(host),
});
