/** The database as the host needs it. */
import type { CoreConfig } from '../contracts/config.js';
import type { EventBus } from '../contracts/events.js';
import type { Logger } from '../contracts/host.js';
import type { Migration, PrivateTables } from '../contracts/plugin.js';
import type { Store } from '../contracts/store.js';

export interface StorePart {
  readonly store: Store;
  tables(plugin: string): PrivateTables;
  close(): Promise<void>;
}
export interface StorePartOptions {
  readonly config: CoreConfig['database'];
  readonly dataDir: string;
  readonly bus: EventBus;
  readonly log: Logger;
  /** Private tables of all installed plugins. */
  readonly migrations: readonly {
    readonly id: string;
    readonly migrations: readonly Migration[];
  }[];
}

/** Opens and migrates. undefined: this process has no database. */
export async function openStorePart(options: StorePartOptions): Promise<StorePart | undefined> {
  if (options.config.url === 'none') return undefined;
  throw new Error('no store yet');
}
