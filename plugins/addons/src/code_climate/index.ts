import { defineAddon } from '@turnpike/sdk';
import { first, isHash, shellEscape, text } from '@turnpike/sdk/shell';
import { keys } from './keys.js';

/** The token for Code Climate's reporters, which read it from the environment. */
export const codeClimate = defineAddon({
  id: 'code_climate',
  summary: "Hands Code Climate's token to its reporter.",
  yml: keys,
  withoutSudo: true,
  hooks: {
    before_before_script: (sh, options) => {
      const token = isHash(options) ? text(first(options['repo_token'])) : '';
      if (token) sh.export('CODECLIMATE_REPO_TOKEN', shellEscape(token));
    },
  },
});

/** For whoever installs it alone. @alias */
export const plugin = codeClimate;
