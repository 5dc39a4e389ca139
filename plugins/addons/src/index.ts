import { addonsPlugin } from '@turnpike/sdk';
import { addons } from './addons.js';

export { addons };

/** All add-ons of this package at once; each is also a plugin of its own under its subpath. */
export const plugin = addonsPlugin('addons', addons);
