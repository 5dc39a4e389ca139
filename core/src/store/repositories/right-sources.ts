/** All ways by which people have rights, each as a query of `user_id, level, source, via` and what it is on. */
import {
  ACCESS_LEVELS,
  RIGHT_SOURCES,
  type AccessLevel,
  type Member,
  type RightOrigin,
  type RightSource,
} from '../../contracts/domain.js';
import type { RawRow } from '../entity.js';

interface Source {
  readonly select: string;
  /** Columns that one asks by. */
  readonly user: string;
  readonly repository: string;
}

const DIRECT: Source = {
  select: `select p.user_id, p.repository_id, p.level, 'direct' as source, '' as via from permissions p`,
  user: 'p.user_id',
  repository: 'p.repository_id',
};
const HOST: Source = {
  select: `select i.user_id, h.repository_id, h.level, 'host' as source, i.host as via
    from host_permissions h join identities i on i.id = h.identity_id`,
  user: 'i.user_id',
  repository: 'h.repository_id',
};
/** A repository that has gone to another owner is none of the team's any more. */
const TEAM: Source = {
  select: `select m.user_id, tp.repository_id, tp.level, 'team' as source, t.name as via
    from team_permissions tp join teams t on t.id = tp.team_id join team_members m on m.team_id = t.id
    join repositories tr on tr.id = tp.repository_id and tr.owner_id = t.owner_id`,
  user: 'm.user_id',
  repository: 'tp.repository_id',
};
const TEAM_OF_ALL: Source = {
  select: `select m.user_id, tr.id as repository_id, t.level, 'team' as source, t.name as via
    from teams t join team_members m on m.team_id = t.id
    join repositories tr on tr.owner_id = t.owner_id and t.level is not null`,
  user: 'm.user_id',
  repository: 'tr.id',
};
const OWNER: Source = {
  select: `select g.user_id, gr.id as repository_id, g.level, 'owner' as source, o.login as via
    from owner_permissions g join owners o on o.id = g.owner_id
    join repositories gr on gr.owner_id = g.owner_id`,
  user: 'g.user_id',
  repository: 'gr.id',
};
const SOURCES: readonly Source[] = [DIRECT, HOST, TEAM, TEAM_OF_ALL, OWNER];

type Key = 'user' | 'repository';
/** Text of a query; its bindings are the keys' values, once a source. */
function queryBy(...keys: readonly Key[]): string {
  return SOURCES.map(
    (source) => `${source.select} where ${keys.map((key) => `${source[key]} = ?`).join(' and ')}`,
  ).join(' union all ');
}
export const bindingsOf = (...values: readonly number[]): number[] => SOURCES.flatMap(() => values);

export const RIGHTS_OF_USER = queryBy('user');
export const RIGHTS_ON_REPOSITORY = queryBy('repository');
export const RIGHTS_OF_USER_ON_REPOSITORY = queryBy('user', 'repository');

/** On all that an owner has; bindings: the owner twice. */
export const RIGHTS_ON_OWNER = `
  select g.user_id, g.level, 'direct' as source, '' as via from owner_permissions g where g.owner_id = ?
  union all
  select m.user_id, t.level, 'team' as source, t.name as via
    from teams t join team_members m on m.team_id = t.id where t.owner_id = ? and t.level is not null`;

const rankOf = (level: AccessLevel): number => ACCESS_LEVELS.indexOf(level);

/** undefined: no row has one. */
export function highestOf(rows: readonly RawRow[]): AccessLevel | undefined {
  const levels = rows.map((row) => row['level'] as AccessLevel);
  return levels.toSorted((one, other) => rankOf(other) - rankOf(one))[0];
}

/** Rows of one person after the other, in the order of the first of each. */
export function membersOf(
  rows: readonly RawRow[],
  read: (row: RawRow) => Member['user'],
): Member[] {
  const found = new Map<unknown, Member>();
  for (const row of rows) {
    const known = found.get(row['id']);
    const user = known?.user ?? read(row);
    const origins = [...(known?.origins ?? []), originOf(row)].toSorted(byWeight);
    found.set(row['id'], { user, level: origins[0]!.level, origins });
  }
  return [...found.values()];
}

function originOf(row: RawRow): RightOrigin {
  const via = String(row['via']);
  return {
    source: row['source'] as RightSource,
    via: via === '' ? null : via,
    level: row['level'] as AccessLevel,
  };
}

const byWeight = (one: RightOrigin, other: RightOrigin): number =>
  rankOf(other.level) - rankOf(one.level) ||
  RIGHT_SOURCES.indexOf(one.source) - RIGHT_SOURCES.indexOf(other.source);
