import { defineLanguage, languagePlugin } from '@turnpike/sdk';

/** No tool chain: the user's own commands in a plain shell. */
export const generic = defineLanguage({
  id: 'generic',
  summary: 'Anything that a shell can build.',
  aliases: ['bash', 'sh', 'shell', 'minimal'],
  announce: (sh) => sh.cmd("bash -c 'echo $BASH_VERSION'", { assert: true }),
});

export const plugin = languagePlugin(generic);
