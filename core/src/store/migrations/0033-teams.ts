import { belongsTo, id, indexes, time, type SchemaMigration } from './schema.js';

/** Teams of owners, and rights on all that an owner has. */
export const teams: SchemaMigration = {
  name: '0033-teams',
  async up(knex) {
    await knex.schema.createTable('teams', (t) => {
      id(t);
      belongsTo(t, 'owner_id', 'owners').notNullable();
      t.text('name').notNullable();
      t.text('name_key').notNullable();
      t.text('description');
      t.text('level');
      time(t, 'created_at').notNullable();
    });
    await knex.schema.createTable('team_members', (t) => {
      belongsTo(t, 'team_id', 'teams').notNullable();
      belongsTo(t, 'user_id', 'users').notNullable();
      t.primary(['team_id', 'user_id']);
    });
    await knex.schema.createTable('team_permissions', (t) => {
      belongsTo(t, 'team_id', 'teams').notNullable();
      belongsTo(t, 'repository_id', 'repositories').notNullable();
      t.text('level').notNullable();
      t.primary(['team_id', 'repository_id']);
    });
    await knex.schema.createTable('owner_permissions', (t) => {
      belongsTo(t, 'user_id', 'users').notNullable();
      belongsTo(t, 'owner_id', 'owners').notNullable();
      t.text('level').notNullable();
      t.primary(['user_id', 'owner_id']);
    });
    await indexes(knex, {
      uq_teams_name: 'teams (owner_id, name_key)',
      ix_team_members_user: 'team_members (user_id, team_id)',
      ix_team_permissions_repository: 'team_permissions (repository_id, team_id)',
      ix_owner_permissions_owner: 'owner_permissions (owner_id, user_id)',
    });
  },
};
