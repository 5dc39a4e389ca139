import { id, indexes, time, type SchemaMigration } from './schema.js';

/** Who did what. Rows stand by themselves: they outlive the users and repositories that they name. */
export const auditLog: SchemaMigration = {
  name: '0012-audit-log',
  async up(knex) {
    await knex.schema.createTable('audit_log', (t) => {
      id(t);
      time(t, 'at').notNullable();
      t.bigInteger('user_id');
      t.text('who').notNullable();
      t.text('who_key').notNullable();
      t.text('via').notNullable();
      t.text('address');
      t.text('action').notNullable();
      t.text('target').notNullable();
      t.bigInteger('repository_id');
      t.text('before');
      t.text('after');
    });
    await indexes(knex, {
      ix_audit_log_at: 'audit_log (at)',
      ix_audit_log_who: 'audit_log (who_key, id desc)',
      ix_audit_log_action: 'audit_log (action, id desc)',
    });
  },
};
