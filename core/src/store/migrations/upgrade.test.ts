/** Databases of earlier versions, as they are found on a start of this one. */
import { afterEach, describe, expect, it } from 'vitest';
import { dropPostgres, freshPostgres, hasPostgres } from '../../../../test/support/postgres.js';
import { connect, type Connection } from '../connect.js';
import { migrateDatabase } from '../migrate.js';
import { migrations } from './index.js';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of open.splice(0).toReversed()) await end();
});

/** Released steps are never edited: those up to one make the database that its version made. */
async function madeBy(dialect: 'sqlite' | 'postgres', last: string): Promise<Connection> {
  const url = dialect === 'sqlite' ? 'sqlite::memory:' : await freshPostgres();
  if (dialect === 'postgres') open.push(() => dropPostgres(url));
  const connection = await connect({ url, dataDir: '.' });
  open.push(() => connection.close());
  const steps = migrations.slice(0, migrations.findIndex(({ name }) => name === last) + 1);
  expect(steps.length).toBeGreaterThan(0);
  await connection.transaction(async ({ knex }) => {
    await knex.schema.createTable('schema_migrations', (t) => {
      t.text('scope').notNullable();
      t.text('name').notNullable();
      t.bigInteger('applied_at').notNullable();
      t.primary(['scope', 'name']);
    });
    await knex.schema.createTable('schema_private_columns', (t) => {
      t.text('table_name').notNullable();
      t.text('column_name').notNullable();
      t.text('type').notNullable();
      t.primary(['table_name', 'column_name']);
    });
    for (const { name, up } of steps) {
      await up(knex);
      await knex('schema_migrations').insert({ scope: 'core', name, applied_at: 1 });
    }
  });
  return connection;
}

const repository = (id: number, owner_id: number, host: string) => ({
  ...{ id, owner_id, vcs_provider: host, vcs_id: String(id), owner_login: 'acme' },
  ...{ name: `r${id}`, slug: `acme/r${id}`, slug_key: `acme/r${id}`, clone_url: '/x' },
  ...{ private: false, fork: false, active: true, default_branch: 'main', settings: '{}' },
  ...{ created_at: 1, updated_at: 1 },
});
const request = (id: number, repository_id: number, owner_id: number) => ({
  ...{ id, repository_id, owner_id, event_type: 'push', state: 'created', ref: 'refs/heads/main' },
  ...{ branch: 'main', configs: '[]', attempts: 0, version: 0, created_at: 1 },
});

describe.each(['sqlite', 'postgres'] as const)('upgrade of a database (%s)', (dialect) => {
  it.skipIf(dialect === 'postgres' && !hasPostgres())(
    'gives owners the hosts of their repositories, and parts those of several',
    async () => {
      const connection = await madeBy(dialect, '0018-removed-repositories');
      const { knex } = connection;
      await knex('owners').insert([
        { type: 'organization', login: 'Acme', login_key: 'acme', max_jobs: 3 },
        { type: 'user', login: 'ada', login_key: 'ada', suspended_at: 5 },
      ]);
      await knex('repositories').insert([
        repository(1, 1, 'git'),
        repository(2, 1, 'github'),
        repository(3, 1, 'github'),
      ]);
      await knex('requests').insert([request(1, 1, 1), request(2, 2, 1)]);
      await migrateDatabase(connection, []);
      const owners = await knex('owners').select('id', 'host', 'login', 'max_jobs').orderBy('id');
      expect(owners).toMatchObject([
        { id: 1, host: 'github', login: 'Acme', max_jobs: 3 },
        { id: 2, host: '', login: 'ada' },
        { host: 'git', login: 'Acme', max_jobs: 3 },
      ]);
      const parted = Number(owners[2].id);
      const of = (table: string) => knex(table).orderBy('id').pluck('owner_id');
      expect((await of('repositories')).map(Number)).toEqual([parted, 1, 1]);
      expect((await of('requests')).map(Number)).toEqual([parted, 1]);
      await migrateDatabase(connection, []);
      expect(await of('repositories')).toHaveLength(3);
    },
  );
});
