import type { Knex } from 'knex';
import { belongsTo, id, indexes, time, type SchemaMigration } from './schema.js';

/** Jobs and their runs, workers, notifications. Partial indexes keep what is unfinished small. */
export const jobsAndRuns: SchemaMigration = {
  name: '0003-jobs-and-runs',
  async up(knex) {
    await jobs(knex);
    await runs(knex);
    await notifications(knex);
  },
};

async function jobs(knex: Knex): Promise<void> {
  await knex.schema.createTable('jobs', (t) => {
    id(t);
    belongsTo(t, 'build_id', 'builds').notNullable();
    belongsTo(t, 'stage_id', 'stages');
    belongsTo(t, 'repository_id', 'repositories').notNullable();
    belongsTo(t, 'owner_id', 'owners').notNullable();
    t.text('number').notNullable();
    t.text('stage_number').notNullable();
    t.integer('stage_order').notNullable();
    t.text('name');
    t.text('state').notNullable();
    t.boolean('allow_failure').notNullable();
    t.text('os').notNullable();
    t.text('arch').notNullable();
    t.text('labels').notNullable();
    t.text('trust').notNullable();
    t.integer('priority').notNullable().defaultTo(0);
    t.text('queue');
    t.bigInteger('queue_tag').notNullable().defaultTo(0);
    t.integer('run').notNullable().defaultTo(0);
    t.integer('resets').notNullable().defaultTo(0);
    t.text('reason');
    time(t, 'cancel_requested_at');
    t.integer('version').notNullable().defaultTo(1);
    time(t, 'created_at').notNullable();
    for (const name of ['queued', 'received', 'started', 'finished']) time(t, `${name}_at`);
    time(t, 'restarted_at');
    t.bigInteger('restarted_by');
    t.text('route_config').notNullable();
    t.text('config').notNullable();
  });
  await indexes(knex, {
    ix_jobs_build: 'jobs (build_id, id)',
    ix_jobs_stage: 'jobs (stage_id)',
    ix_jobs_repository: 'jobs (repository_id, id)',
    ix_jobs_owner: 'jobs (owner_id, id)',
    ix_jobs_waiting: "jobs (owner_id, priority desc, id) where state = 'created'",
    ix_jobs_oldest_waiting: "jobs (owner_id, id) where state = 'created'",
    ix_jobs_queued: "jobs (queue, priority desc, queue_tag, id) where state = 'queued'",
    ix_jobs_queue_tag: "jobs (queue, queue_tag) where state = 'queued'",
    ix_jobs_served_tag: "jobs (queue, queue_tag) where state in ('received', 'started')",
    ix_jobs_queued_at: "jobs (queued_at) where state = 'queued'",
    ix_jobs_running:
      "jobs (owner_id, repository_id, queue, queue_tag) where state in ('queued', 'received', 'started')",
    ix_jobs_open: "jobs (state, id) where state in ('created', 'queued', 'received', 'started')",
  });
}

async function runs(knex: Knex): Promise<void> {
  await knex.schema.createTable('job_runs', (t) => {
    belongsTo(t, 'job_id', 'jobs').notNullable();
    t.integer('run').notNullable();
    t.text('worker').notNullable();
    t.text('claim_id').notNullable();
    t.text('state').notNullable();
    t.text('blame');
    t.text('reason');
    t.text('instance');
    t.integer('seq').notNullable().defaultTo(0);
    t.integer('renewals').notNullable().defaultTo(0);
    t.bigInteger('log_bytes').notNullable().defaultTo(0);
    t.bigInteger('log_lines').notNullable().defaultTo(0);
    t.boolean('log_sealed').notNullable().defaultTo(false);
    t.bigInteger('log_removed_by');
    time(t, 'log_removed_at');
    time(t, 'received_at').notNullable();
    time(t, 'started_at');
    time(t, 'finished_at');
    t.primary(['job_id', 'run']);
  });
  await knex.schema.createTable('workers', (t) => {
    t.text('name').primary();
    t.text('queues').notNullable();
    t.text('offers').notNullable();
    t.text('executor').notNullable();
    t.text('isolation').notNullable();
    t.integer('slots').notNullable();
    t.text('version').notNullable();
    time(t, 'seen_at').notNullable();
  });
  await indexes(knex, {
    uq_job_runs_claim: 'job_runs (claim_id)',
    ix_job_runs_open: "job_runs (worker) where state in ('received', 'started')",
    ix_job_runs_unsealed:
      "job_runs (finished_at) where log_sealed = false and state not in ('received', 'started')",
    ix_workers_seen: 'workers (seen_at)',
  });
}

async function notifications(knex: Knex): Promise<void> {
  await knex.schema.createTable('notifications', (t) => {
    id(t);
    belongsTo(t, 'build_id', 'builds').notNullable();
    belongsTo(t, 'repository_id', 'repositories').notNullable();
    t.text('event').notNullable();
    t.text('notifier').notNullable();
    t.integer('entry').notNullable();
    t.text('target');
    t.text('state').notNullable();
    t.integer('attempts').notNullable().defaultTo(0);
    time(t, 'next_attempt_at').notNullable();
    t.text('claimer');
    t.text('reason');
    time(t, 'created_at').notNullable();
    time(t, 'sent_at');
    t.text('config').notNullable();
  });
  await indexes(knex, {
    ix_notifications_build: 'notifications (build_id, id)',
    ix_notifications_repository: 'notifications (repository_id, id)',
    ix_notifications_due: "notifications (next_attempt_at) where state in ('created', 'claimed')",
  });
}
