import { defineDeploy } from '@turnpike/sdk';
import { flag, needTool, secret } from '../shared/options.js';
import { keys } from './keys.js';

/** Uploads a site. */
export const netlify = defineDeploy({
  id: 'netlify',
  summary: 'Deploys sites to Netlify.',
  yml: keys,
  required: [
    ['site', '$NETLIFY_SITE_ID'],
    ['auth', '$NETLIFY_AUTH_TOKEN'],
  ],
  run: (sh, options) => {
    needTool(sh, 'npx');
    secret(sh, 'NETLIFY_AUTH_TOKEN', options['auth']);
    secret(sh, 'NETLIFY_SITE_ID', options['site']);
    const flags = ['dir', 'functions', 'message', 'prod']
      .map((name) => flag(options, name))
      .join('');
    sh.cmd(`npx --yes netlify-cli deploy${flags}`, { retry: true });
  },
});

/** For whoever installs it alone. @alias */
export const plugin = netlify;
