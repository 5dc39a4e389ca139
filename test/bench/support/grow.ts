/** Fills a database with copies of one row, as SQL: by the store's own door so many would take minutes. */
import Database from 'libsql';
import pg from 'pg';

export interface Sql {
  rows(text: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  run(text: string): Promise<void>;
  close(): Promise<void>;
}

/** `sqlite:FILE` or a URL of PostgreSQL. */
export async function openSql(url: string): Promise<Sql> {
  if (url.startsWith('sqlite:')) {
    const db = new Database(url.slice('sqlite:'.length));
    return {
      rows: async (text) => db.prepare(text).all() as Record<string, unknown>[],
      run: async (text) => void db.exec(text),
      close: async () => void db.close(),
    };
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return {
    rows: async (text) => (await client.query<Record<string, unknown>>(text)).rows,
    run: async (text) => void (await client.query(text)),
    close: () => client.end(),
  };
}

/** Copies a table's first row. `changed`: by column, an expression of `i`, which counts the copies from 1. */
export async function copyFirst(
  sql: Sql,
  table: string,
  count: number,
  changed: Readonly<Record<string, string>>,
): Promise<void> {
  const first = `select * from ${table} order by id limit 1`;
  const [row = {}] = await sql.rows(first);
  const kept = Object.keys(row).filter((name) => name !== 'id' && !(name in changed));
  await sql.run(`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count})
    insert into ${table} (${[...kept, ...Object.keys(changed)].join(', ')})
    select ${[...kept.map((name) => `x.${name}`), ...Object.values(changed)].join(', ')}
    from n, (${first}) x order by i`);
}
