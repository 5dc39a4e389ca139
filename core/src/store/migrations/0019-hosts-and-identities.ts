import type { Knex } from 'knex';
import { belongsTo, id, indexes, time, type SchemaMigration } from './schema.js';

/**
 * Owners are of a host, and people have identities at hosts. An owner of before is of the host of its repositories; one
 * with repositories of several hosts becomes one of each, with the limits that it had.
 */
export const hostsAndIdentities: SchemaMigration = {
  name: '0019-hosts-and-identities',
  async up(knex) {
    await knex.schema.alterTable('owners', (t) => {
      t.text('host').notNullable().defaultTo('');
    });
    await knex.raw('drop index uq_owners_login');
    await giveHosts(knex);
    await indexes(knex, {
      uq_owners_login: 'owners (host, login_key)',
      ix_owners_login: 'owners (login_key, id)',
    });
    await identities(knex);
  },
};

async function identities(knex: Knex): Promise<void> {
  await knex.schema.createTable('identities', (t) => {
    id(t);
    belongsTo(t, 'user_id', 'users').notNullable();
    t.text('host').notNullable();
    t.text('host_user_id').notNullable();
    t.text('login').notNullable();
    t.text('name');
    t.text('avatar_url');
    t.text('sealed_token');
    t.text('sealed_refresh');
    t.text('scopes').notNullable().defaultTo('[]');
    time(t, 'expires_at');
    time(t, 'synced_at');
    time(t, 'revoked_at');
    time(t, 'created_at').notNullable();
  });
  await indexes(knex, {
    uq_identities_host_user: 'identities (host, host_user_id)',
    ix_identities_user: 'identities (user_id, id)',
  });
}

interface Share {
  readonly owner_id: number;
  readonly vcs_provider: string;
}

/** The host of most of its repositories keeps the row, and with it what else points there. */
async function giveHosts(knex: Knex): Promise<void> {
  const shares: Share[] = await knex('repositories')
    .select('owner_id', 'vcs_provider')
    .groupBy('owner_id', 'vcs_provider')
    .orderByRaw('owner_id, count(*) desc, min(id)');
  const settled = new Set<number>();
  for (const { owner_id, vcs_provider } of shares) {
    if (settled.has(Number(owner_id))) await split(knex, owner_id, vcs_provider);
    else await knex('owners').where({ id: owner_id }).update({ host: vcs_provider });
    settled.add(Number(owner_id));
  }
}

const COPIED = 'type, login, login_key, name, max_jobs, suspended_at';

async function split(knex: Knex, owner: number, host: string): Promise<void> {
  await knex.raw(
    `insert into owners (host, ${COPIED}) select ?, ${COPIED} from owners where id = ?`,
    [host, owner],
  );
  const made = await knex('owners')
    .where({ host })
    .whereIn('login_key', knex('owners').select('login_key').where({ id: owner }))
    .first('id');
  const theirs = knex('repositories').select('id').where({ owner_id: owner, vcs_provider: host });
  for (const table of ['requests', 'builds', 'jobs'])
    await knex(table).whereIn('repository_id', theirs).update({ owner_id: made.id });
  await knex('repositories')
    .where({ owner_id: owner, vcs_provider: host })
    .update({ owner_id: made.id });
}
