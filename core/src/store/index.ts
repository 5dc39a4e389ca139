/** The shared tables: the only room that knows knex. */
export { openStore, type OpenedStore, type OpenStoreOptions } from './open-store.js';
export { assertOutsideTransaction } from './guard.js';
export type { Publish } from './publisher.js';
