/** The database for commands that need no server. */
import { TurnpikeError } from '../contracts/errors.js';
import { migrationsOf, planHost, type HostPlan } from '../host/plan.js';
import { pathsOf, type Paths } from '../host/paths.js';
import { joinProblems } from '../host/problems.js';
import type { OpenedStore } from '../store/open-store.js';
import type { Io } from './io.js';
import { configOptions, type ConfigFlags } from './options.js';

export interface OpenDatabase {
  readonly opened: OpenedStore;
  readonly plan: HostPlan;
  readonly paths: Paths;
}

/** Loads configuration and plugins; throws all that is wrong with them. */
export async function planOrThrow(flags: ConfigFlags, io: Io): Promise<HostPlan> {
  const plan = await planHost(configOptions(flags, io));
  if (plan.problems.length > 0) throw joinProblems(plan.problems);
  return plan;
}

/**
 * Opens and migrates it, and closes it after `work`. Throws TURNPIKE_STORE_IN_USE while a server has
 * the SQLite file, ConfigError where this configuration has no database.
 */
export async function withDatabase<T>(
  flags: ConfigFlags,
  io: Io,
  work: (database: OpenDatabase) => Promise<T>,
): Promise<T> {
  const plan = await planOrThrow(flags, io);
  const { core } = plan.configuration;
  if (core.database.url === 'none') {
    throw new TurnpikeError('TURNPIKE_CONFIG_INVALID', 'This configuration has no database.', {
      key: 'database.url',
      wayOut: 'Use the configuration of a role with a database, or set database.url.',
    });
  }
  const paths = pathsOf(core, plan.root);
  const { openStore } = await import('../store/open-store.js');
  const opened = await openStore({ ...core.database, dataDir: paths.dataDir });
  try {
    await opened.migrate(migrationsOf(plan));
    return await work({ opened, plan, paths });
  } finally {
    await opened.close();
  }
}
