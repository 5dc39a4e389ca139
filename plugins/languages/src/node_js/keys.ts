import type { LanguageKeys } from '@turnpike/sdk';
import { axis, text } from '@turnpike/sdk/yml';

/** What `.travis.yml` may say of it. */
export const keys: LanguageKeys = {
  aliases: ['javascript', 'js', 'node'],
  keys: {
    node_js: axis(text, { aliases: ['node'], summary: 'Versions of Node.js.' }),
    npm_args: { ...text, summary: 'Arguments of npm install.' },
  },
};
