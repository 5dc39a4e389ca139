import { time, type SchemaMigration } from './schema.js';

/** Administrators who act as somebody else for a while, and who did what in whose name. */
export const acting: SchemaMigration = {
  name: '0035-acting',
  async up(knex) {
    await knex.schema.alterTable('sessions', (t) => {
      t.bigInteger('acting_as');
      time(t, 'acting_until');
    });
    await knex.schema.alterTable('audit_log', (t) => {
      t.text('acting_as');
    });
  },
};
