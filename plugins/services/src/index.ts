import { servicesPlugin } from '@turnpike/sdk';
import { services } from './services.js';

export { services };

/** All services of this package at once; each is also a plugin of its own under its subpath. */
export const plugin = servicesPlugin('services', services);
