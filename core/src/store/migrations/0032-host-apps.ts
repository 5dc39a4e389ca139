import type { SchemaMigration } from './schema.js';

/** Apps of code hosts that were made from the system page; their secrets are sealed. */
export const hostApps: SchemaMigration = {
  name: '0032-host-apps',
  async up(knex) {
    await knex.schema.createTable('host_apps', (t) => {
      t.text('host').primary();
      t.text('app_id').notNullable();
      t.text('slug').notNullable();
      t.text('url').notNullable();
      t.text('client_id').notNullable();
      t.text('sealed_secrets').notNullable();
      t.bigInteger('created_at').notNullable();
    });
  },
};
