import type { SchemaMigration } from './schema.js';

/** Rights that are asked for because somebody uses them, not because a host told of a change. */
export const rightsInUse: SchemaMigration = {
  name: '0039-rights-in-use',
  async up(knex) {
    await knex.schema.alterTable('right_checks', (t) => {
      t.boolean('in_use').notNullable().defaultTo(false);
    });
  },
};
