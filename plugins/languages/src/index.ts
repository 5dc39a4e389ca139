import { languagesPlugin } from '@turnpike/sdk';
import { languages } from './languages.js';

export { languages };

/** All languages of this package at once; each is also a plugin of its own under its subpath. */
export const plugin = languagesPlugin('languages', languages);
