/** The database as the host needs it. */
import type { CoreConfig } from '../contracts/config.js';
import type { EventBus } from '../contracts/events.js';
import type { Logger } from '../contracts/host.js';
import type { Migration, PrivateTables } from '../contracts/plugin.js';
import type { Store } from '../contracts/store.js';

export interface StorePart {
  readonly store: Store;
  tablesOf(plugin: string): PrivateTables;
  /** Why plugins have no tables, by their ids. */
  readonly failures: ReadonlyMap<string, unknown>;
  /** Rejects with a TURNPIKE_STORE_… error while the database takes no writes. */
  probe(): Promise<void>;
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
  const { config, dataDir, bus } = options;
  if (config.url === 'none') return undefined;
  // Loaded here: processes without a database start without knex and its drivers.
  const { openStore } = await import('../store/open-store.js');
  const opened = await openStore({
    url: config.url,
    dataDir,
    poolSize: config.poolSize,
    synchronous: config.synchronous,
    publish: (name, data) => bus.publish(name, data as never),
    log: options.log.child({ part: 'store' }),
  });
  try {
    const failures = await opened.migrate(options.migrations);
    return { ...opened, failures };
  } catch (error) {
    await opened.close();
    throw error;
  }
}
