import type { SchemaMigration } from './schema.js';

/** What the SSH key of a repository is for, in the words of who gave it. */
export const sshKeyDescription: SchemaMigration = {
  name: '0030-ssh-key-description',
  async up(knex) {
    await knex.schema.alterTable('repositories', (t) => {
      t.text('ssh_key_description');
    });
  },
};
