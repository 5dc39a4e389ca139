import type { SchemaMigration } from './schema.js';

/** How a variable's value is meant: what was stored before stays the shell source that it was. */
export const envVarForm: SchemaMigration = {
  name: '0007-env-var-form',
  async up(knex) {
    await knex.schema.alterTable('env_vars', (t) => {
      t.text('form').notNullable().defaultTo('shell');
    });
  },
};
