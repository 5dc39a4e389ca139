import { defineDeploy } from '@turnpike/sdk';
import { text } from '@turnpike/sdk/shell';
import { flag, needTool, option, secret, word } from '../shared/options.js';
import { keys } from './keys.js';

/** Builds the gem and pushes it. */
export const rubygems = defineDeploy({
  id: 'rubygems',
  summary: 'Pushes gems to rubygems.org or another host.',
  yml: keys,
  required: [['api_key', 'api_token', '$GEM_HOST_API_KEY']],
  run: (sh, options) => {
    needTool(sh, 'gem');
    secret(sh, 'GEM_HOST_API_KEY', option(options, 'api_key', 'api_token'));
    const spec = text(options['gemspec']);
    sh.cmd(
      spec
        ? `gem build ${word(spec)}`
        : 'for spec in *.gemspec; do gem build "$spec" || break; done',
    );
    sh.cmd(`for gem in *.gem; do gem push "$gem"${flag(options, 'host')} || break; done`);
  },
});

/** For whoever installs it alone. @alias */
export const plugin = rubygems;
