import { time, type SchemaMigration } from './schema.js';

/** Where a process tries whether the database takes writes; empty but for the moment of the try. */
export const storeProbes: SchemaMigration = {
  name: '0011-store-probes',
  async up(knex) {
    await knex.schema.createTable('store_probes', (t) => {
      t.text('process').primary();
      t.text('filler').notNullable();
      time(t, 'at').notNullable();
    });
  },
};
