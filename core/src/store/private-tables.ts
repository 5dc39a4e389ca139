import type { PrivateTable, PrivateTables, Row } from '../contracts/plugin.js';
import type { Db } from './database.js';
import { snakeCase, type RawRow } from './entity.js';
import { privateTableName } from './migration-tools.js';

type Types = ReadonlyMap<string, string>;

/** A plugin's own tables. Their column types were written down by the migration that made them. */
export function privateTables(db: Db, pluginId: string): PrivateTables {
  const types = new Map<string, Promise<Types>>();
  const typesOf = (table: string): Promise<Types> => {
    const known = types.get(table) ?? readTypes(db, table);
    types.set(table, known);
    known.catch(() => types.delete(table));
    return known;
  };
  return {
    table<T extends Row>(name: string): PrivateTable<T> {
      const table = privateTableName(pluginId, name);
      return privateTable<T>(db, table, () => typesOf(table));
    },
  };
}

async function readTypes(db: Db, table: string): Promise<Types> {
  const rows: { column_name: string; type: string }[] = await db
    .sql('schema_private_columns')
    .where({ table_name: table });
  if (rows.length === 0) throw new Error(`There is no private table ${table}.`);
  return new Map(rows.map((row) => [row.column_name, row.type]));
}

function privateTable<T extends Row>(
  db: Db,
  table: string,
  types: () => Promise<Types>,
): PrivateTable<T> {
  const where = (values: Partial<T>, known: Types) =>
    db.sql(table).where(encode(values, known)) as ReturnType<Db['sql']>;
  return {
    async insert(row) {
      const known = await types();
      const [made] = await db.sql(table).insert(encode(row, known)).returning('*');
      return decode<T>(made, known);
    },
    async find(values, options = {}) {
      const known = await types();
      const query = where(values, known).select('*');
      const order = column(options.orderBy ?? 'id', known);
      if (order) query.orderBy(order, options.descending ? 'desc' : 'asc');
      if (options.limit !== undefined) query.limit(options.limit);
      if (options.offset !== undefined) query.offset(options.offset);
      return (await query).map((row: RawRow) => decode<T>(row, known));
    },
    async first(values) {
      const known = await types();
      const row: RawRow | undefined = await where(values, known).select('*').first();
      return row ? decode<T>(row, known) : undefined;
    },
    async update(values, patch) {
      const known = await types();
      return where(values, known).update(encode(patch, known));
    },
    async delete(values) {
      return where(values, await types()).delete();
    },
  };
}

function column(name: string, types: Types): string | undefined {
  const snake = snakeCase(name);
  return types.has(snake) ? snake : undefined;
}

function encode(values: Readonly<Record<string, unknown>>, types: Types): RawRow {
  const target: RawRow = {};
  for (const [name, value] of Object.entries(values)) {
    const known = column(name, types);
    if (!known) throw new Error(`There is no column ${name}.`);
    if (value === undefined) continue;
    target[known] = types.get(known) === 'json' && value !== null ? JSON.stringify(value) : value;
  }
  return target;
}

function decode<T>(row: RawRow, types: Types): T {
  const entries = Object.entries(row).map(([name, value]) => [
    name.replace(/_([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase()),
    decodeValue(value, types.get(name)),
  ]);
  return Object.fromEntries(entries) as T;
}

function decodeValue(value: unknown, type: string | undefined): unknown {
  if (value === null) return null;
  if (type === 'boolean') return Boolean(value);
  if (type === 'json') return JSON.parse(String(value));
  return value;
}
