import { defineAddon } from '@turnpike/sdk';
import { apt } from '../apt/index.js';
import { keys } from './keys.js';

/** The packages of the add-on apt, without its other options. */
export const aptPackages = defineAddon({
  id: 'apt_packages',
  summary: 'Installs Debian packages.',
  yml: keys,
  withoutSudo: true,
  hooks: {
    before_prepare: (sh, options, ctx) =>
      apt.hooks.before_prepare?.(sh, { packages: options }, ctx),
  },
});

/** For whoever installs it alone. @alias */
export const plugin = aptPackages;
