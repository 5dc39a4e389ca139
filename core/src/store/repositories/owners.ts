import type { Owner, PluginSettings } from '../../contracts/domain.js';
import type { OwnerStore } from '../../contracts/store.js';
import type { Db } from '../database.js';
import { entity, type RawRow } from '../entity.js';
import { oneRow } from '../one-row.js';

interface Stored extends Omit<Owner, 'ownerSettings'> {
  readonly ownerSettings: PluginSettings | null;
}
const owners = entity<Stored>('owners', {
  id: 'plain',
  type: 'plain',
  host: 'plain',
  login: 'plain',
  name: 'plain',
  scheduleVersion: 'plain',
  maxJobs: 'plain',
  suspendedAt: 'plain',
  ownerSettings: 'json',
});

/** Of most nothing was set. */
function read(row: RawRow): Owner {
  const { ownerSettings, ...owner } = owners.read(row);
  return ownerSettings ? { ...owner, ownerSettings } : owner;
}

/**
 * Owners with waiting jobs by hopping from owner to owner on an index: the cost grows with the owners that
 * wait, not with their jobs.
 */
const WAITING = `
  with recursive hop(owner_id) as (
    select min(owner_id) from jobs where state = 'created'
    union all
    select (select min(owner_id) from jobs where state = 'created' and owner_id > hop.owner_id)
    from hop where hop.owner_id is not null)
  select owner_id, (select min(id) from jobs where state = 'created' and owner_id = hop.owner_id) as oldest
  from hop where owner_id is not null order by oldest limit ?`;

/** Of before there were several hosts, and without a repository that told: its limits are those of its name. */
async function adopt(
  db: Db,
  { host, login_key }: { readonly host: string; readonly login_key: string },
): Promise<void> {
  await db.rows(
    `update owners set host = ? where host = '' and login_key = ?
      and not exists (select 1 from owners known where known.host = ? and known.login_key = ?)`,
    [host, login_key, host, login_key],
  );
}

/** Each repository has them beside its own, so that lists need no join. */
async function setSettings(db: Db, id: number, patch: PluginSettings): Promise<void> {
  const row = await db.sql('owners').select('owner_settings').where({ id }).forUpdate().first();
  const known = JSON.parse(String(row?.owner_settings ?? '{}')) as object;
  const set = { owner_settings: JSON.stringify({ ...known, ...patch }) };
  await db.sql('owners').where({ id }).update(set);
  await db.sql('repositories').where({ owner_id: id }).update(set);
}

export function ownerStore(db: Db): OwnerStore {
  const one = async (where: Record<string, unknown>): Promise<Owner | undefined> => {
    const row = await oneRow(db, owners, where);
    return row ? read(row) : undefined;
  };
  return {
    get: (id) => one({ id }),
    async byLogin(login, host) {
      const login_key = login.toLowerCase();
      if (host !== undefined) return one({ login_key, host });
      const row = await db
        .sql('owners')
        .select(owners.columns)
        .where({ login_key })
        .orderBy('id')
        .first();
      return row ? read(row) : undefined;
    },
    async ensure({ login, type, host }) {
      const key = { host, login_key: login.toLowerCase() };
      const known = await one(key);
      if (known) return known;
      await adopt(db, key);
      await db
        .sql('owners')
        .insert({ ...key, login, type })
        .onConflict(['host', 'login_key'])
        .ignore();
      return (await one(key))!;
    },
    update: (id, { ownerSettings, ...patch }) =>
      db.atomically(async (tx) => {
        const set = owners.write(patch);
        if (Object.keys(set).length > 0) await tx.sql('owners').where({ id }).update(set);
        if (ownerSettings) await setSettings(tx, id, ownerSettings);
        return ownerStore(tx).get(id);
      }),
    async touch(id) {
      await db.rows('update owners set schedule_version = schedule_version + 1 where id = ?', [id]);
    },
    async advance(id, fromVersion) {
      const changed = await db
        .sql('owners')
        .where({ id, schedule_version: fromVersion })
        .update({ schedule_version: fromVersion + 1 });
      return changed === 1;
    },
    async withWaitingJobs(limit) {
      const rows = await db.rows(WAITING, [limit]);
      return rows.map((row) => Number(row['owner_id']));
    },
    async list() {
      const rows = await db.sql('owners').select(owners.columns).orderBy(['login_key', 'host']);
      return rows.map(read);
    },
  };
}
