import type { FileStore, Hooks, Logger } from '@turnpike/sdk';
import type { Store } from '@turnpike/sdk/store';
import type { Catalog } from './catalog.js';
import type { StorageConfig } from './config.js';

/** What the routes and the sweep work with. */
export interface Room {
  readonly store: Store;
  readonly catalog: Catalog;
  readonly files: FileStore;
  readonly config: StorageConfig;
  readonly hooks: Pick<Hooks, 'access'>;
  readonly log: Logger;
}
