import type { Db } from './database.js';
import type { RawRow } from './entity.js';

/**
 * The first row whose columns equal these values. Written as text: the question is asked thousands of times a
 * second, and putting it together anew takes longer than the database needs for its answer.
 */
export async function oneRow(
  db: Db,
  { table, columns }: { readonly table: string; readonly columns: readonly string[] },
  where: Readonly<Record<string, unknown>>,
  lock = '',
): Promise<RawRow | undefined> {
  const conditions: string[] = [];
  const bindings: unknown[] = [];
  for (const [column, value] of Object.entries(where)) {
    conditions.push(value === null ? `${column} is null` : `${column} = ?`);
    if (value !== null) bindings.push(value);
  }
  const text = `select ${listOf(columns)} from ${table} where ${conditions.join(' and ')} limit 1${lock}`;
  const rows = await db.rows(text, bindings);
  return rows[0];
}

const lists = new WeakMap<readonly string[], string>();

/** Quoted: a column may be called like a word of SQL (`exists`). */
function listOf(columns: readonly string[]): string {
  const known = lists.get(columns);
  if (known) return known;
  const list = columns.map((column) => `"${column.replace('.', '"."')}"`).join(', ');
  lists.set(columns, list);
  return list;
}
