import type { AccessLevel, Team } from '../../contracts/domain.js';
import { ConflictError } from '../../contracts/errors.js';
import type { TeamStore } from '../../contracts/store.js';
import type { Db } from '../database.js';
import { entity, type RawRow } from '../entity.js';
import { oneRow } from '../one-row.js';
import { unqualified } from '../transition.js';
import { setLevel } from './permissions.js';
import { users } from './user-entity.js';

const teams = entity<Team>('teams', {
  id: 'plain',
  ownerId: 'plain',
  name: 'plain',
  description: 'plain',
  level: 'plain',
  createdAt: 'plain',
});

export function teamStore(db: Db): TeamStore {
  return { ...teamRows(db), ...teamMembers(db), ...teamRights(db) };
}

const keyOf = (name: string): string => name.toLowerCase();

function teamRows(db: Db): Pick<TeamStore, 'get' | 'ofOwner' | 'insert' | 'update' | 'delete'> {
  const get = async (id: number): Promise<Team | undefined> => {
    const row = await oneRow(db, teams, { id });
    return row && teams.read(row);
  };
  return {
    get,
    async ofOwner(ownerId) {
      const rows = db.sql('teams').select(teams.columns).where({ owner_id: ownerId });
      return (await rows.orderBy('name_key')).map(teams.read);
    },
    async insert(team) {
      const [row] = await db
        .sql('teams')
        .insert({ ...teams.write(team), name_key: keyOf(team.name), created_at: db.now() })
        .onConflict(['owner_id', 'name_key'])
        .ignore()
        .returning(unqualified(teams));
      if (!row) throw taken(team.name);
      return teams.read(row as RawRow);
    },
    async update(id, patch) {
      const team = await get(id);
      if (!team) return undefined;
      if (patch.name !== undefined) await requireFree(db, team, patch.name);
      const key = patch.name === undefined ? {} : { name_key: keyOf(patch.name) };
      const set = { ...teams.write(patch), ...key };
      if (Object.keys(set).length > 0) await db.sql('teams').where({ id }).update(set);
      return get(id);
    },
    delete: async (id) => (await db.sql('teams').where({ id }).delete()) === 1,
  };
}

async function requireFree(db: Db, { id, ownerId }: Team, name: string): Promise<void> {
  const row = await oneRow(db, teams, { owner_id: ownerId, name_key: keyOf(name) });
  if (row && teams.read(row).id !== id) throw taken(name);
}

const taken = (name: string): ConflictError =>
  new ConflictError('TURNPIKE_CONFLICT', `There is a team ${name} already.`, {
    wayOut: 'Choose another name.',
  });

function teamMembers(db: Db): Pick<TeamStore, 'members' | 'addMember' | 'removeMember'> {
  const members = () => db.sql('team_members');
  return {
    async members(id) {
      const rows = members().join('users', 'users.id', 'team_members.user_id');
      const found = await rows.select(users.columns).where({ team_id: id }).orderBy('login_key');
      return found.map(users.read);
    },
    async addMember(id, userId) {
      const row = { team_id: id, user_id: userId };
      await members().insert(row).onConflict(['team_id', 'user_id']).ignore();
    },
    removeMember: async (id, userId) =>
      (await members().where({ team_id: id, user_id: userId }).delete()) === 1,
  };
}

function teamRights(db: Db): Pick<TeamStore, 'permissions' | 'setPermission'> {
  return {
    async permissions(id) {
      const rows: RawRow[] = await db
        .sql('team_permissions')
        .join('teams', 'teams.id', 'team_permissions.team_id')
        .join('repositories', 'repositories.id', 'team_permissions.repository_id')
        .select('repository_id', 'team_permissions.level')
        .where({ team_id: id })
        .whereRaw('repositories.owner_id = teams.owner_id')
        .orderBy('repositories.slug_key');
      return new Map(
        rows.map((row) => [Number(row['repository_id']), row['level'] as AccessLevel]),
      );
    },
    setPermission: (team_id, repository_id, level) =>
      setLevel(db, 'team_permissions', { team_id, repository_id }, level),
  };
}
