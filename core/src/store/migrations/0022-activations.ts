import type { SchemaMigration } from './schema.js';

/** How a repository was switched on: by whose identity its host is asked, and what its own key clones. */
export const activations: SchemaMigration = {
  name: '0022-activations',
  async up(knex) {
    await knex.schema.alterTable('repositories', (t) => {
      t.text('activation');
    });
  },
};
