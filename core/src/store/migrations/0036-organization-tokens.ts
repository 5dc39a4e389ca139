import { indexes, type SchemaMigration } from './schema.js';

/** Accounts that are no people: each is what one token of an owner acts as. */
export const organizationTokens: SchemaMigration = {
  name: '0036-organization-tokens',
  async up(knex) {
    await knex.schema.alterTable('users', (t) => {
      t.bigInteger('owner_id');
    });
    await indexes(knex, { ix_users_owner: 'users (owner_id) where owner_id is not null' });
  },
};
