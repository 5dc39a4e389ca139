import { time, type SchemaMigration } from './schema.js';

/** That the token of a run's worker was revoked while it held the run. */
export const revokedRuns: SchemaMigration = {
  name: '0016-revoked-runs',
  async up(knex) {
    await knex.schema.alterTable('job_runs', (t) => {
      time(t, 'revoked_at');
    });
  },
};
