import { belongsTo, type SchemaMigration } from './schema.js';

/** Why each job of a build exists: one row a request, read only with the build's configuration. */
export const jobOrigins: SchemaMigration = {
  name: '0004-job-origins',
  async up(knex) {
    await knex.schema.createTable('request_job_origins', (t) => {
      belongsTo(t, 'request_id', 'requests').notNullable().unique();
      t.text('origins').notNullable();
    });
  },
};
