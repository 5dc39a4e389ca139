import type { Knex } from 'knex';
import { belongsTo, id, indexes, time, type SchemaMigration } from './schema.js';

/** Owners, users and what they may do, repositories and their settings, branches, counters. */
export const peopleAndRepositories: SchemaMigration = {
  name: '0001-people-and-repositories',
  async up(knex) {
    await people(knex);
    await sessions(knex);
    await repositories(knex);
    await belongings(knex);
  },
};

async function people(knex: Knex): Promise<void> {
  await knex.schema.createTable('owners', (t) => {
    id(t);
    t.text('type').notNullable();
    t.text('login').notNullable();
    t.text('login_key').notNullable();
    t.text('name');
    t.bigInteger('schedule_version').notNullable().defaultTo(0);
    t.integer('max_jobs');
    time(t, 'suspended_at');
  });
  await knex.schema.createTable('users', (t) => {
    id(t);
    t.text('login').notNullable();
    t.text('login_key').notNullable();
    t.text('name');
    t.text('email');
    t.boolean('admin').notNullable().defaultTo(false);
    time(t, 'suspended_at');
    time(t, 'created_at').notNullable();
  });
  await indexes(knex, {
    uq_owners_login: 'owners (login_key)',
    uq_users_login: 'users (login_key)',
  });
}

async function sessions(knex: Knex): Promise<void> {
  await knex.schema.createTable('sessions', (t) => {
    t.text('hash').primary();
    belongsTo(t, 'user_id', 'users').notNullable();
    time(t, 'created_at').notNullable();
    time(t, 'expires_at').notNullable();
  });
  await knex.schema.createTable('api_tokens', (t) => {
    id(t);
    t.text('hash').notNullable();
    belongsTo(t, 'user_id', 'users').notNullable();
    t.text('name').notNullable();
    t.text('scopes').notNullable();
    time(t, 'created_at').notNullable();
    time(t, 'used_at');
    time(t, 'expires_at');
  });
  await indexes(knex, {
    ix_sessions_user: 'sessions (user_id)',
    ix_sessions_expires: 'sessions (expires_at)',
    uq_api_tokens_hash: 'api_tokens (hash)',
    ix_api_tokens_user: 'api_tokens (user_id)',
  });
}

async function repositories(knex: Knex): Promise<void> {
  await knex.schema.createTable('repositories', (t) => {
    id(t);
    belongsTo(t, 'owner_id', 'owners').notNullable();
    t.text('owner_login').notNullable();
    t.text('name').notNullable();
    t.text('slug').notNullable();
    t.text('slug_key').notNullable();
    t.text('description');
    t.text('vcs_provider').notNullable();
    t.text('vcs_id');
    t.text('clone_url').notNullable();
    t.text('html_url');
    t.boolean('private').notNullable();
    t.boolean('fork').notNullable();
    t.boolean('active').notNullable();
    t.text('default_branch').notNullable();
    t.text('settings').notNullable();
    t.bigInteger('next_build_number').notNullable().defaultTo(1);
    t.bigInteger('last_build_id');
    t.bigInteger('current_build_id');
    t.text('public_key');
    t.text('vcs_cursor');
    t.text('sealed_private_key');
    t.text('sealed_webhook_secret');
    t.text('sealed_credential');
    t.text('sealed_ssh_key');
    time(t, 'created_at').notNullable();
    time(t, 'updated_at').notNullable();
  });
  await indexes(knex, {
    uq_repositories_slug: 'repositories (slug_key, vcs_provider)',
    uq_repositories_vcs: 'repositories (vcs_provider, vcs_id) where vcs_id is not null',
    ix_repositories_owner: 'repositories (owner_id)',
    ix_repositories_list: 'repositories (active desc, last_build_id desc)',
  });
}

async function belongings(knex: Knex): Promise<void> {
  await knex.schema.createTable('permissions', (t) => {
    belongsTo(t, 'user_id', 'users').notNullable();
    belongsTo(t, 'repository_id', 'repositories').notNullable();
    t.text('level').notNullable();
    t.primary(['user_id', 'repository_id']);
  });
  await knex.schema.createTable('env_vars', (t) => {
    id(t);
    belongsTo(t, 'repository_id', 'repositories').notNullable();
    t.text('name').notNullable();
    t.text('value').notNullable();
    t.boolean('public').notNullable();
    t.text('branch');
  });
  await knex.schema.createTable('branches', (t) => {
    id(t);
    belongsTo(t, 'repository_id', 'repositories').notNullable();
    t.text('name').notNullable();
    t.bigInteger('last_build_id');
    t.boolean('exists').notNullable().defaultTo(true);
  });
  await knex.schema.createTable('crons', (t) => {
    id(t);
    belongsTo(t, 'repository_id', 'repositories').notNullable();
    t.text('branch').notNullable();
    t.text('interval').notNullable();
    t.text('time_zone').notNullable();
    t.boolean('skip_if_recent').notNullable();
    t.boolean('active').notNullable();
    time(t, 'next_run_at').notNullable();
    time(t, 'last_run_at');
  });
  await knex.schema.createTable('counters', (t) => {
    t.text('scope').notNullable();
    belongsTo(t, 'repository_id', 'repositories').notNullable();
    t.bigInteger('value').notNullable();
    t.primary(['scope', 'repository_id']);
  });
  await indexes(knex, {
    ix_permissions_repository: 'permissions (repository_id)',
    uq_env_vars_name: "env_vars (repository_id, name, coalesce(branch, ''))",
    uq_branches_name: 'branches (repository_id, name)',
    ix_branches_last_build: 'branches (repository_id, last_build_id desc)',
    uq_crons_branch: 'crons (repository_id, branch)',
    ix_crons_due: 'crons (next_run_at) where active',
  });
}
