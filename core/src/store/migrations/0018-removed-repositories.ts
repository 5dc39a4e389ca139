import { indexes, time, type SchemaMigration } from './schema.js';

/** What removed repositories have left at their hosts. Nothing secret: that goes with the repository. */
export const removedRepositories: SchemaMigration = {
  name: '0018-removed-repositories',
  async up(knex) {
    await knex.schema.createTable('removed_repositories', (t) => {
      t.bigInteger('id').primary();
      t.text('slug').notNullable();
      t.boolean('private').notNullable();
      t.text('vcs_provider').notNullable();
      t.text('vcs_id');
      t.text('clone_url').notNullable();
      t.text('html_url');
      t.text('hook').notNullable();
      t.text('credential');
      time(t, 'removed_at').notNullable();
    });
    await indexes(knex, { ix_removed_repositories_at: 'removed_repositories (removed_at)' });
  },
};
