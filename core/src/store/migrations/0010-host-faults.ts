import { indexes, type SchemaMigration } from './schema.js';

/** Why a repository's host cannot be asked, and since when: told to people, not only to the log. */
export const hostFaults: SchemaMigration = {
  name: '0010-host-faults',
  async up(knex) {
    await knex.schema.alterTable('repositories', (t) => {
      t.text('host_fault');
    });
    await indexes(knex, {
      ix_repositories_unreachable: 'repositories (id) where host_fault is not null',
    });
  },
};
