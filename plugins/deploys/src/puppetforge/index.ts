import { defineDeploy } from '@turnpike/sdk';
import { needTool, option, secret, word } from '../shared/options.js';
import { keys } from './keys.js';

/** Builds and publishes a module with Puppet's development kit. */
export const puppetforge = defineDeploy({
  id: 'puppetforge',
  summary: 'Publishes modules to the Puppet Forge.',
  yml: keys,
  required: [['token', 'password', '$PDK_FORGE_TOKEN']],
  run: (sh, options) => {
    needTool(sh, 'pdk');
    secret(sh, 'PDK_FORGE_TOKEN', option(options, 'token', 'password'));
    sh.cmd('pdk build --force');
    const url = option(options, 'url');
    sh.cmd(`pdk release publish --force${url ? ` --forge-upload-url ${word(url)}` : ''}`);
  },
});

/** For whoever installs it alone. @alias */
export const plugin = puppetforge;
