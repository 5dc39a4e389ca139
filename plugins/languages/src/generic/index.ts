import { imageFor } from '../shared/toolchain.js';
import { defineLanguage } from '@turnpike/sdk';
import { keys } from './keys.js';

/** No tool chain: the user's own commands in a plain shell. */
export const generic = defineLanguage({
  id: 'generic',
  summary: 'Anything that a shell can build.',
  aliases: ['bash', 'sh', 'shell', 'minimal'],
  // Debian with git, curl and compilers.
  image: (ctx) => imageFor(ctx, 'buildpack-deps:stable', ''),
  yml: keys,
  announce: (sh) => sh.cmd("bash -c 'echo $BASH_VERSION'", { assert: true }),
});

/** For whoever installs it alone. @alias */
export const plugin = generic;
