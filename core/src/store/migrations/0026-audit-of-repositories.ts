import { indexes, type SchemaMigration } from './schema.js';

/** Administrators of a repository read what was done to it. */
export const auditOfRepositories: SchemaMigration = {
  name: '0026-audit-of-repositories',
  async up(knex) {
    await indexes(knex, { ix_audit_log_repository: 'audit_log (repository_id, id desc)' });
  },
};
