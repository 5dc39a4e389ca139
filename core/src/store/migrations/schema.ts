import type { Knex } from 'knex';

/** A step of the shared schema: additive, run once, inside one transaction with its record. */
export interface SchemaMigration {
  /** `0001-first-tables`; the number orders them. */
  readonly name: string;
  up(knex: Knex): Promise<void>;
}

/** `id` that is never given twice. */
export function id(table: Knex.CreateTableBuilder): void {
  table.bigIncrements('id');
}

/** Milliseconds since 1970, UTC. */
export function time(table: Knex.CreateTableBuilder, name: string): Knex.ColumnBuilder {
  return table.bigInteger(name);
}

/** A column that points at another table; rows go with what they belong to. */
export function belongsTo(
  table: Knex.CreateTableBuilder,
  name: string,
  other: string,
): Knex.ColumnBuilder {
  const column = table.bigInteger(name);
  column.references(`${other}.id`).onDelete('CASCADE');
  return column;
}

/** Indexes in plain SQL: partial ones are spelled alike in both databases, knex has no words for them. */
export async function indexes(knex: Knex, list: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, on] of Object.entries(list)) {
    const unique = name.startsWith('uq_') ? 'unique ' : '';
    await knex.raw(`create ${unique}index ${name} on ${on}`);
  }
}
