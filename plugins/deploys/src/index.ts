import { deploysPlugin } from '@turnpike/sdk';
import { deploys } from './deploys.js';
import { known } from './shared/known/index.js';

export { deploys };

/** All providers of this package at once; each is also a plugin of its own under its subpath. */
export const plugin = deploysPlugin('deploys', deploys, known);
