import type { SchemaMigration } from './schema.js';

/** Builds that somebody has put before the others of their owner. */
export const buildPriority: SchemaMigration = {
  name: '0031-build-priority',
  async up(knex) {
    await knex.schema.alterTable('builds', (t) => {
      t.boolean('priority').notNullable().defaultTo(false);
    });
  },
};
