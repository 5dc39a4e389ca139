import { belongsTo, indexes, type SchemaMigration } from './schema.js';

/** Who may not have builds started, in a repository or in all that an owner has. Everybody else may. */
export const buildDenials: SchemaMigration = {
  name: '0034-build-denials',
  async up(knex) {
    await knex.schema.createTable('repository_build_denials', (t) => {
      belongsTo(t, 'repository_id', 'repositories').notNullable();
      belongsTo(t, 'user_id', 'users').notNullable();
      t.primary(['repository_id', 'user_id']);
    });
    await knex.schema.createTable('owner_build_denials', (t) => {
      belongsTo(t, 'owner_id', 'owners').notNullable();
      belongsTo(t, 'user_id', 'users').notNullable();
      t.primary(['owner_id', 'user_id']);
    });
    await indexes(knex, {
      ix_repository_build_denials_user: 'repository_build_denials (user_id)',
      ix_owner_build_denials_user: 'owner_build_denials (user_id)',
    });
  },
};
