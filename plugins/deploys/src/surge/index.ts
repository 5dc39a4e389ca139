import { defineDeploy } from '@turnpike/sdk';
import { needTool, option, secret, word } from '../shared/options.js';
import { keys } from './keys.js';

/** Publishes a static site. */
export const surge = defineDeploy({
  id: 'surge',
  summary: 'Publishes static sites to surge.sh.',
  yml: keys,
  required: [
    ['login', '$SURGE_LOGIN'],
    ['token', '$SURGE_TOKEN'],
  ],
  run: (sh, options) => {
    needTool(sh, 'npx');
    secret(sh, 'SURGE_LOGIN', options['login']);
    secret(sh, 'SURGE_TOKEN', options['token']);
    const domain = option(options, 'domain');
    const project = word(option(options, 'project') ?? '.');
    sh.cmd(`npx --yes surge ${project}${domain ? ` ${word(domain)}` : ''}`, { retry: true });
  },
});

/** For whoever installs it alone. @alias */
export const plugin = surge;
