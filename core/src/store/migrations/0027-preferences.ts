import { belongsTo, indexes, time, type SchemaMigration } from './schema.js';

/** What people prefer, some of it by repository (0: by none), and addresses that want no mail. */
export const preferences: SchemaMigration = {
  name: '0027-preferences',
  async up(knex) {
    await knex.schema.createTable('preferences', (t) => {
      belongsTo(t, 'user_id', 'users').notNullable();
      t.bigInteger('repository_id').notNullable().defaultTo(0);
      t.text('name').notNullable();
      t.text('value').notNullable();
      t.primary(['user_id', 'repository_id', 'name']);
    });
    await knex.schema.createTable('email_unsubscribes', (t) => {
      t.text('address_key').notNullable();
      t.bigInteger('repository_id').notNullable().defaultTo(0);
      time(t, 'at').notNullable();
      t.primary(['address_key', 'repository_id']);
    });
    await indexes(knex, {
      ix_preferences_repository: 'preferences (repository_id)',
      ix_email_unsubscribes_repository: 'email_unsubscribes (repository_id)',
    });
  },
};
