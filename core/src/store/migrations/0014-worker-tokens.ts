import { id, indexes, time, type SchemaMigration } from './schema.js';

/** A token for each worker, so that one can be taken away. */
export const workerTokens: SchemaMigration = {
  name: '0014-worker-tokens',
  async up(knex) {
    await knex.schema.createTable('worker_tokens', (t) => {
      id(t);
      t.text('hash').notNullable();
      t.text('name').notNullable();
      t.text('queues').notNullable();
      time(t, 'created_at').notNullable();
      time(t, 'used_at');
    });
    await indexes(knex, {
      uq_worker_tokens_hash: 'worker_tokens (hash)',
      uq_worker_tokens_name: 'worker_tokens (name)',
    });
  },
};
