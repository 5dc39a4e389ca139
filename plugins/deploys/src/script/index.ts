import { defineDeploy } from '@turnpike/sdk';
import { list, meantAsShell, truthy } from '@turnpike/sdk/shell';
import { keys } from './keys.js';

/** Any command of the user's own. */
export const script = defineDeploy({
  id: 'script',
  summary: 'Runs a command of the repository.',
  yml: keys,
  required: ['script'],
  run: (sh, options) => {
    for (const command of list(options['script']).filter(truthy)) sh.cmd(meantAsShell(command));
  },
});

/** For whoever installs it alone. @alias */
export const plugin = script;
