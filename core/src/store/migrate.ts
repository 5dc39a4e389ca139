import type { Knex } from 'knex';
import { ConfigError } from '../contracts/errors.js';
import type { Migration } from '../contracts/plugin.js';
import type { Connection } from './connect.js';
import { migrationTools } from './migration-tools.js';
import { migrations } from './migrations/index.js';

export interface PluginMigrations {
  readonly id: string;
  readonly migrations: readonly Migration[];
}
/** By id of the plugin. */
export type MigrationFailures = ReadonlyMap<string, unknown>;

interface Step {
  readonly scope: string;
  readonly name: string;
  up(trx: Knex): Promise<void>;
}

/** The scope of the shared tables; every other scope is a plugin's id. */
const SHARED = 'core';
/** Any number that nobody else in this database uses. */
const ADVISORY_LOCK = 7_871_001;

/**
 * Brings the schema up to date: shared tables first, then each plugin's. All in one transaction under a lock,
 * so that processes that start together do it once. Throws TURNPIKE_STORE_TOO_NEW for steps it does not know.
 * Answers the plugins whose step failed, and why: none of theirs of this start has happened.
 */
export async function migrateDatabase(
  connection: Connection,
  plugins: readonly PluginMigrations[],
): Promise<MigrationFailures> {
  const failures = new Map<string, unknown>();
  await connection.transaction(async ({ knex: trx }) => {
    if (connection.dialect === 'postgres')
      await trx.raw('select pg_advisory_xact_lock(?)', [ADVISORY_LOCK]);
    await createRecords(trx);
    const done = await readDone(trx);
    const shared = sharedSteps();
    const own = plugins.map((plugin) => ({ id: plugin.id, steps: pluginSteps(plugin) }));
    refuseNewer(done, [...shared, ...own.flatMap(({ steps }) => steps)]);
    await carryOut(trx, shared, done);
    for (const { id, steps } of own) {
      if (steps.every((step) => isDone(step, done))) continue;
      await apart(trx, () => carryOut(trx, steps, done)).catch((error: unknown) => {
        failures.set(id, error);
      });
    }
  });
  return failures;
}

/** What one plugin cannot do leaves what the others have done. */
async function apart(trx: Knex, work: () => Promise<void>): Promise<void> {
  await trx.raw('savepoint plugin_steps');
  try {
    await work();
  } catch (error) {
    await trx.raw('rollback to savepoint plugin_steps');
    throw error;
  } finally {
    await trx.raw('release savepoint plugin_steps');
  }
}

type Done = ReadonlyMap<string, ReadonlySet<string>>;

function isDone(step: Step, done: Done): boolean {
  return done.get(step.scope)?.has(step.name) === true;
}

async function carryOut(trx: Knex, steps: readonly Step[], done: Done): Promise<void> {
  for (const step of steps) {
    if (isDone(step, done)) continue;
    await step.up(trx);
    await trx('schema_migrations').insert({
      scope: step.scope,
      name: step.name,
      applied_at: Date.now(),
    });
  }
}

function sharedSteps(): Step[] {
  return migrations.map(({ name, up }) => ({ scope: SHARED, name, up }));
}

function pluginSteps(plugin: PluginMigrations): Step[] {
  return [...plugin.migrations]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((migration) => ({
      scope: plugin.id,
      name: migration.name,
      up: (trx) => named(migration.name, () => migration.up(migrationTools(trx, plugin.id))),
    }));
}

/** Whose step it was is known from the scope; which one, from here. */
async function named(name: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`Migration ${name}: ${why}`, { cause: error });
  }
}

async function createRecords(trx: Knex): Promise<void> {
  if (await trx.schema.hasTable('schema_migrations')) return;
  await trx.schema.createTable('schema_migrations', (t) => {
    t.text('scope').notNullable();
    t.text('name').notNullable();
    t.bigInteger('applied_at').notNullable();
    t.primary(['scope', 'name']);
  });
  await trx.schema.createTable('schema_private_columns', (t) => {
    t.text('table_name').notNullable();
    t.text('column_name').notNullable();
    t.text('type').notNullable();
    t.primary(['table_name', 'column_name']);
  });
}

async function readDone(trx: Knex): Promise<Map<string, Set<string>>> {
  const done = new Map<string, Set<string>>();
  const rows = await trx('schema_migrations').select('scope', 'name');
  for (const { scope, name } of rows as { scope: string; name: string }[]) {
    done.set(scope, (done.get(scope) ?? new Set()).add(name));
  }
  return done;
}

/** Plugins that are not installed here keep their tables; only known scopes are compared. */
function refuseNewer(done: ReadonlyMap<string, ReadonlySet<string>>, steps: readonly Step[]): void {
  const known = new Set(steps.map((step) => `${step.scope} ${step.name}`));
  const scopes = new Set(steps.map((step) => step.scope));
  for (const [scope, names] of done) {
    const unknown = scopes.has(scope) && [...names].find((name) => !known.has(`${scope} ${name}`));
    if (!unknown) continue;
    throw new ConfigError(
      'TURNPIKE_STORE_TOO_NEW',
      `The database has step ${unknown} of ${scope}, which this version does not know.`,
      { wayOut: 'Start the newer version, or restore the backup made before the upgrade.' },
    );
  }
}
