import type { Knex } from 'knex';
import { ConflictError } from '../contracts/errors.js';
import { mayBecome, type TransitionTable } from '../contracts/states.js';
import type { Transition } from '../contracts/store.js';
import type { Db } from './database.js';
import type { RawRow } from './entity.js';

export interface StateChange<S extends string> {
  readonly id: number;
  readonly change: Transition<S>;
  /** Further columns that the change sets. */
  readonly set: Readonly<Record<string, unknown>>;
  /** Further conditions, beside the states it may come from. */
  readonly only?: (query: Knex.QueryBuilder) => void;
}

/** As much of an entity as a change needs. */
export interface ReadableTable<T> {
  readonly table: string;
  readonly columns: readonly string[];
  read(row: RawRow): T;
}

/**
 * The one way a state changes: compare-and-set. Adds 1 to `version`. Answers the new row, `undefined` when the
 * row is in none of `from` any more; throws TURNPIKE_STATE_ILLEGAL for a change that the table does not know.
 */
export async function changeState<S extends string, T>(
  db: Db,
  entity: ReadableTable<T>,
  table: TransitionTable<S>,
  { id, change, set, only }: StateChange<S>,
): Promise<T | undefined> {
  assertLegal(entity.table, table, change);
  const query = db
    .sql(entity.table)
    .where({ id })
    .whereIn('state', change.from as readonly string[])
    .update({ ...set, state: change.to, version: db.sql.raw('version + 1') })
    .returning(unqualified(entity));
  if (only) query.modify(only);
  const [row] = await query;
  return row ? entity.read(row) : undefined;
}

/** `returning` takes bare names: some databases answer qualified ones under odd keys. */
export function unqualified(entity: Pick<ReadableTable<unknown>, 'table' | 'columns'>): string[] {
  return entity.columns.map((column) => column.slice(entity.table.length + 1));
}

function assertLegal<S extends string>(
  what: string,
  table: TransitionTable<S>,
  change: Transition<S>,
): void {
  const illegal = change.from.find((from) => !mayBecome(table, from, change.to));
  if (!illegal) return;
  throw new ConflictError(
    'TURNPIKE_STATE_ILLEGAL',
    `${what}: ${illegal} cannot become ${change.to}.`,
    { from: illegal, to: change.to },
  );
}
