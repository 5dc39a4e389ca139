import type { Knex } from 'knex';
import { belongsTo, id, indexes, time, type SchemaMigration } from './schema.js';

/** Deliveries, requests, commits, builds, stages. Large texts stand last: lists do not read past them. */
export const requestsAndBuilds: SchemaMigration = {
  name: '0002-requests-and-builds',
  async up(knex) {
    await deliveries(knex);
    await requests(knex);
    await requestTexts(knex);
    await builds(knex);
  },
};

async function deliveries(knex: Knex): Promise<void> {
  await knex.schema.createTable('deliveries', (t) => {
    id(t);
    t.text('provider').notNullable();
    t.text('guid').notNullable();
    t.text('event').notNullable();
    belongsTo(t, 'repository_id', 'repositories');
    t.text('outcome').notNullable();
    t.text('reason');
    t.bigInteger('request_id');
    time(t, 'received_at').notNullable();
    t.text('headers').notNullable();
    t.text('body').notNullable();
  });
  await indexes(knex, {
    uq_deliveries_guid: 'deliveries (provider, guid)',
    ix_deliveries_repository: 'deliveries (repository_id, id)',
    ix_deliveries_received: 'deliveries (received_at)',
  });
}

async function requests(knex: Knex): Promise<void> {
  await knex.schema.createTable('requests', (t) => {
    id(t);
    belongsTo(t, 'repository_id', 'repositories').notNullable();
    belongsTo(t, 'owner_id', 'owners').notNullable();
    t.bigInteger('delivery_id');
    t.text('guid');
    t.text('event_type').notNullable();
    t.text('state').notNullable();
    t.text('result');
    t.text('rule');
    t.text('message');
    t.text('ref').notNullable();
    t.text('branch').notNullable();
    t.text('tag');
    t.text('sha');
    t.text('before_sha');
    t.text('commit_message');
    t.text('compare_url');
    t.text('pull_request');
    t.text('sender');
    t.text('merge_mode');
    t.bigInteger('commit_id');
    t.bigInteger('build_id');
    t.integer('attempts').notNullable().defaultTo(0);
    t.integer('version').notNullable().defaultTo(1);
    t.text('claimer');
    time(t, 'claimed_until');
    time(t, 'not_before');
    time(t, 'created_at').notNullable();
    time(t, 'finished_at');
    t.text('configs').notNullable();
  });
  await indexes(knex, {
    uq_requests_guid: 'requests (repository_id, guid) where guid is not null',
    ix_requests_repository: 'requests (repository_id, id)',
    ix_requests_recent: 'requests (repository_id, event_type, created_at)',
    ix_requests_ref: 'requests (repository_id, ref, event_type, id)',
    ix_requests_open: "requests (id) where state in ('created', 'processing')",
    ix_requests_open_of: "requests (repository_id, id) where state in ('created', 'processing')",
  });
}

async function requestTexts(knex: Knex): Promise<void> {
  await knex.schema.createTable('request_messages', (t) => {
    id(t);
    belongsTo(t, 'request_id', 'requests').notNullable();
    t.text('level').notNullable();
    t.text('key').notNullable();
    t.text('code').notNullable();
    t.text('args').notNullable();
    t.text('src');
    t.integer('line');
  });
  await knex.schema.createTable('request_raw_configs', (t) => {
    id(t);
    belongsTo(t, 'request_id', 'requests').notNullable();
    t.text('source').notNullable();
    t.text('mode');
    t.text('config').notNullable();
  });
  await indexes(knex, {
    ix_request_messages_request: 'request_messages (request_id, id)',
    ix_request_raw_configs_request: 'request_raw_configs (request_id, id)',
  });
}

async function builds(knex: Knex): Promise<void> {
  await knex.schema.createTable('commits', (t) => {
    id(t);
    belongsTo(t, 'repository_id', 'repositories').notNullable();
    for (const name of ['sha', 'ref', 'branch']) t.text(name).notNullable();
    t.text('tag');
    t.text('message').notNullable();
    for (const name of ['compare_url', 'author_name', 'author_email']) t.text(name);
    for (const name of ['committer_name', 'committer_email']) t.text(name);
    time(t, 'committed_at');
  });
  await knex.schema.createTable('builds', (t) => {
    id(t);
    belongsTo(t, 'repository_id', 'repositories').notNullable();
    belongsTo(t, 'owner_id', 'owners').notNullable();
    belongsTo(t, 'request_id', 'requests').notNullable();
    belongsTo(t, 'commit_id', 'commits').notNullable();
    t.bigInteger('number').notNullable();
    t.text('state').notNullable();
    t.text('previous_state');
    t.text('event_type').notNullable();
    t.text('branch').notNullable();
    t.text('tag');
    t.bigInteger('pull_request_number');
    t.text('pull_request');
    t.text('sender');
    t.boolean('private').notNullable();
    t.boolean('fast_finish').notNullable();
    t.boolean('config_error').notNullable();
    t.bigInteger('auto_canceled_by');
    t.bigInteger('duration_ms');
    t.text('reason');
    t.integer('version').notNullable().defaultTo(1);
    time(t, 'created_at').notNullable();
    for (const name of ['started', 'finished', 'canceled', 'restarted']) time(t, `${name}_at`);
    t.text('config').notNullable();
  });
  await knex.schema.createTable('stages', (t) => {
    id(t);
    belongsTo(t, 'build_id', 'builds').notNullable();
    t.integer('number').notNullable();
    t.text('name').notNullable();
    t.text('state').notNullable();
    t.integer('version').notNullable().defaultTo(1);
    time(t, 'started_at');
    time(t, 'finished_at');
  });
  await indexes(knex, {
    ix_commits_repository: 'commits (repository_id, sha)',
    uq_builds_number: 'builds (repository_id, number)',
    ix_builds_repository: 'builds (repository_id, id)',
    ix_builds_branch: 'builds (repository_id, branch, event_type, id)',
    ix_builds_event: 'builds (repository_id, event_type, id)',
    ix_builds_sender: 'builds (sender, id)',
    ix_builds_request: 'builds (request_id)',
    ix_builds_commit: 'builds (commit_id)',
    ix_builds_open: "builds (repository_id, id) where state in ('created', 'started')",
    uq_stages_number: 'stages (build_id, number)',
  });
}
