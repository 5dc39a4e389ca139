import type { SchemaMigration } from './schema.js';

/** A build whose delivery came late: the one of a newer commit that was there first. */
export const historyOfPushes: SchemaMigration = {
  name: '0009-history-of-pushes',
  async up(knex) {
    await knex.schema.alterTable('builds', (t) => {
      t.bigInteger('newer_build_id');
    });
  },
};
