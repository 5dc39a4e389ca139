import type { SchemaMigration } from './schema.js';

/** What was set of the settings that plugins declare for owners; kept with each of their repositories, as their login is. */
export const ownerSettings: SchemaMigration = {
  name: '0037-owner-settings',
  async up(knex) {
    for (const table of ['owners', 'repositories'])
      await knex.schema.alterTable(table, (t) => {
        t.text('owner_settings').nullable();
      });
  },
};
