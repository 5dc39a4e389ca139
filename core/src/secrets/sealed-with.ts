/** Looks for what is still sealed with older keys, wherever in the database a plugin may have put it. */
import type { Db } from '../store/database.js';
import { SEALED_PREFIX } from './secret-box.js';

interface TextColumn {
  readonly table: string;
  readonly column: string;
}

/** `table.column` of each place where one of the keys is named. */
export async function sealedWith(db: Db, keyIds: readonly string[]): Promise<readonly string[]> {
  const places: string[] = [];
  if (keyIds.length === 0) return places;
  for (const { table, column } of await textColumns(db)) {
    const tests = keyIds.map(() => `"${column}" like ?`).join(' or ');
    const values = keyIds.map((id) => `%${SEALED_PREFIX}:${id}:%`);
    const rows = await db.rows(`select 1 as found from "${table}" where ${tests} limit 1`, values);
    if (rows.length > 0) places.push(`${table}.${column}`);
  }
  return places;
}

async function textColumns(db: Db): Promise<readonly TextColumn[]> {
  const rows = await db.rows(
    db.dialect === 'postgres'
      ? `select table_name as "table", column_name as "column" from information_schema.columns
         where table_schema = current_schema() and data_type in ('text', 'character varying', 'json', 'jsonb')`
      : `select t.name as "table", c.name as "column" from sqlite_master t, pragma_table_info(t.name) c
         where t.type = 'table' and t.name not like 'sqlite_%'
           and (lower(c.type) like '%text%' or lower(c.type) like '%char%' or lower(c.type) like '%json%')`,
  );
  return rows.map((row) => ({ table: String(row['table']), column: String(row['column']) }));
}
