import { belongsTo, id, indexes, time, type SchemaMigration } from './schema.js';

/** What repositories were called before: links of old names lead on, and people are told. */
export const formerNames: SchemaMigration = {
  name: '0015-former-names',
  async up(knex) {
    await knex.schema.alterTable('repositories', (t) => {
      t.text('moved');
    });
    await knex.schema.createTable('former_names', (t) => {
      id(t);
      belongsTo(t, 'repository_id', 'repositories').notNullable();
      t.text('slug_key').notNullable();
      time(t, 'left_at').notNullable();
    });
    await indexes(knex, {
      ix_former_names_slug: 'former_names (slug_key, id)',
      ix_former_names_repository: 'former_names (repository_id)',
      ix_repositories_moved: 'repositories (id) where moved is not null',
    });
  },
};
