import type { Knex } from 'knex';
import { belongsTo, indexes, time, type SchemaMigration } from './schema.js';

/** What hosts say that people may do, when it was last asked, and what is to be asked anew. */
export const syncs: SchemaMigration = {
  name: '0020-syncs',
  async up(knex) {
    await rights(knex);
    await knex.schema.createTable('syncs', (t) => {
      belongsTo(t, 'identity_id', 'identities').notNullable().primary();
      t.bigInteger('number').notNullable().defaultTo(0);
      t.text('state').notNullable();
      t.integer('repositories').notNullable().defaultTo(0);
      t.integer('owners').notNullable().defaultTo(0);
      t.text('withheld').notNullable().defaultTo('[]');
      t.text('message');
      t.text('way_out');
      t.integer('failures').notNullable().defaultTo(0);
      time(t, 'doubted_at');
      t.text('claimer');
      time(t, 'claimed_until');
      time(t, 'started_at');
      time(t, 'finished_at');
      time(t, 'next_at');
    });
    await knex.raw(
      "insert into syncs (identity_id, state, next_at) select id, 'waiting', 0 from identities",
    );
    await indexes(knex, { ix_syncs_due: 'syncs (next_at) where next_at is not null' });
  },
};

async function rights(knex: Knex): Promise<void> {
  await knex.schema.createTable('host_permissions', (t) => {
    belongsTo(t, 'identity_id', 'identities').notNullable();
    belongsTo(t, 'repository_id', 'repositories').notNullable();
    t.text('level').notNullable();
    t.primary(['identity_id', 'repository_id']);
  });
  await knex.schema.createTable('right_checks', (t) => {
    belongsTo(t, 'identity_id', 'identities').notNullable();
    belongsTo(t, 'repository_id', 'repositories').notNullable();
    time(t, 'due_at').notNullable();
    t.primary(['identity_id', 'repository_id']);
  });
  await indexes(knex, {
    ix_host_permissions_repository: 'host_permissions (repository_id, identity_id)',
    ix_right_checks_repository: 'right_checks (repository_id)',
    ix_right_checks_due: 'right_checks (due_at)',
  });
}
