import { indexes, type SchemaMigration } from './schema.js';

/** What old data is chosen by: sizes beside ages, each answered from an index alone. */
export const retention: SchemaMigration = {
  name: '0005-retention',
  async up(knex) {
    await knex.schema.alterTable('deliveries', (t) => {
      t.bigInteger('body_bytes').notNullable().defaultTo(0);
    });
    await knex.schema.alterTable('job_runs', (t) => {
      t.text('log_removed_reason');
    });
    await indexes(knex, {
      ix_deliveries_size: 'deliveries (id, body_bytes)',
      ix_requests_rejected:
        "requests (id, finished_at) where state = 'finished' and build_id is null",
      ix_jobs_run_again: 'jobs (id) where run > 1',
      ix_job_runs_kept_logs:
        'job_runs (finished_at, log_bytes) where log_sealed = true and log_removed_at is null and finished_at is not null',
    });
  },
};
