import type { PrivateTables } from '../contracts/plugin.js';
import type { Repositories, Store } from '../contracts/store.js';
import { connect, type Connection, type ConnectOptions } from './connect.js';
import { poolDb, runTransaction, type Db } from './database.js';
import { exclusiveLocks } from './exclusively.js';
import { assertOutsideTransaction } from './guard.js';
import { migrateDatabase, type MigrationFailures, type PluginMigrations } from './migrate.js';
import { privateTables } from './private-tables.js';
import { publishFacts, type Fact, type Publish } from './publisher.js';
import { createRepositories } from './repositories/index.js';
import { naming, withNamedFaults } from './store-fault.js';
import { writeProbe } from './store-probe.js';

export interface OpenStoreOptions extends ConnectOptions {
  /** May come later by `setPublish`; until then facts are not told. */
  readonly publish?: Publish;
}

export interface OpenedStore {
  readonly store: Store;
  /** The private tables of one plugin. */
  tablesOf(pluginId: string): PrivateTables;
  /** Before anything else: shared tables, then the plugins'. Throws TURNPIKE_STORE_TOO_NEW. */
  migrate(plugins: readonly PluginMigrations[]): Promise<MigrationFailures>;
  setPublish(publish: Publish): void;
  /**
   * Does it take writes? Rejects with a TURNPIKE_STORE_… error that says why not. May be asked often: at most one
   * write a second is made for it.
   */
  probe(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the database of a URL: `postgres://…`, `sqlite:FILE` (relative to the data folder), `sqlite::memory:`.
 * Throws ConfigError TURNPIKE_STORE_IN_USE, TURNPIKE_STORE_UNAVAILABLE. The tables are there after `migrate`.
 */
export async function openStore(options: OpenStoreOptions): Promise<OpenedStore> {
  const connection = await connect(options);
  const db = poolDb(connection);
  let publish = options.publish;
  const tell = (facts: readonly Fact[]) => publishFacts(publish, facts, options.log);
  return {
    store: createStore(connection, db, tell),
    tablesOf: (pluginId) => withNamedTables(privateTables(db, pluginId)),
    migrate: (plugins) => naming(() => migrateDatabase(connection, plugins)),
    probe: writeProbe(connection, db),
    setPublish: (to) => {
      publish = to;
    },
    close: () => connection.close(),
  };
}

function createStore(
  connection: Connection,
  db: Db,
  tell: (facts: readonly Fact[]) => Promise<void>,
): Store {
  return {
    ...withNamedRepositories(createRepositories(db)),
    dialect: connection.dialect,
    async transaction(work) {
      const { result, facts } = await naming(() =>
        runTransaction(connection, async (tx) => {
          const collected: Fact[] = [];
          const emit = (name: Fact['name'], data: Fact['data']) => collected.push({ name, data });
          const value = await work({ ...repositoriesOf(tx), emit } as never);
          return { result: value, facts: collected };
        }),
      );
      await tell(facts);
      return result;
    },
    async emit(name, data) {
      assertOutsideTransaction('An event');
      await tell([{ name, data }]);
    },
    async now() {
      const [row] = await naming(() => db.rows(`select ${db.nowSql} as now`));
      return Number(row?.['now']);
    },
    exclusively: exclusiveLocks(connection),
  } satisfies Store & Repositories;
}

/** Of a transaction. Those of SQLite's one connection are made once. */
const known = new WeakMap<Db, Repositories>();
function repositoriesOf(tx: Db): Repositories {
  const made = known.get(tx) ?? createRepositories(tx);
  known.set(tx, made);
  return made;
}

function withNamedRepositories(repositories: Repositories): Repositories {
  const named = Object.entries(repositories).map(([name, store]) => [name, withNamedFaults(store)]);
  return Object.fromEntries(named) as Repositories;
}

function withNamedTables(tables: PrivateTables): PrivateTables {
  return { table: (name) => withNamedFaults(tables.table(name)) };
}
