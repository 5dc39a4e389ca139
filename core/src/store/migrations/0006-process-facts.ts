import { time, type SchemaMigration } from './schema.js';

/** What each process tells of itself, for the system page of another. */
export const processFacts: SchemaMigration = {
  name: '0006-process-facts',
  async up(knex) {
    await knex.schema.createTable('process_facts', (t) => {
      t.text('process').primary();
      t.text('facts').notNullable();
      time(t, 'reported_at').notNullable();
    });
  },
};
