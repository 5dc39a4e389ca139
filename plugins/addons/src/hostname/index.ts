import { defineAddon } from '@turnpike/sdk';
import { q, text } from '@turnpike/sdk/shell';
import { keys } from './keys.js';

/** The name of the machine. */
export const hostname = defineAddon({
  id: 'hostname',
  summary: "Sets the machine's host name.",
  yml: keys,
  hooks: { after_prepare: (sh, options) => sh.cmd(q`sudo hostname ${text(options)}`) },
});

/** For whoever installs it alone. @alias */
export const plugin = hostname;
