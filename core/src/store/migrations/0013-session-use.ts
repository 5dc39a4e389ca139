import { time, type SchemaMigration } from './schema.js';

/** When a session was used last, how long it may rest, and which browser it is in. */
export const sessionUse: SchemaMigration = {
  name: '0013-session-use',
  async up(knex) {
    await knex.schema.alterTable('sessions', (t) => {
      time(t, 'used_at');
      t.bigInteger('idle_seconds');
      t.text('agent');
      t.text('address');
    });
  },
};
