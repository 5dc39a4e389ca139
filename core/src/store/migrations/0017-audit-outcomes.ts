import type { SchemaMigration } from './schema.js';

/** Rows of the audit log are written before what they tell of: what became of it follows. Those of before were done. */
export const auditOutcomes: SchemaMigration = {
  name: '0017-audit-outcomes',
  async up(knex) {
    await knex.schema.alterTable('audit_log', (t) => {
      t.text('outcome').notNullable().defaultTo('done');
    });
  },
};
