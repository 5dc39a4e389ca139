import type { Knex } from 'knex';
import type { Column, MigrationTools } from '../contracts/plugin.js';
import { columnProblem } from './columns.js';
import { snakeCase } from './entity.js';

/** `hub` + `notes` → `hub_notes`: a plugin's tables carry its name. */
export function privateTableName(pluginId: string, table: string): string {
  return `${pluginId.replaceAll('-', '_')}_${snakeCase(table)}`;
}

/** What a plugin's migration may do, bound to one transaction and one plugin's prefix. */
export function migrationTools(trx: Knex, pluginId: string): MigrationTools {
  const full = (table: string) => privateTableName(pluginId, table);
  const addIndex = async (table: string, columns: readonly string[]): Promise<void> => {
    const names = columns.map(snakeCase);
    await trx.schema.alterTable(full(table), (t) =>
      t.index(names, `ix_${full(table)}_${names.join('_')}`.slice(0, 60)),
    );
  };
  return {
    async createTable(name, columns, indexes = []) {
      for (const [column, spec] of Object.entries(columns)) refuseColumn(name, column, spec);
      await trx.schema.createTable(full(name), (t) => {
        for (const [column, spec] of Object.entries(columns)) addColumn(t, column, spec);
      });
      for (const [column, spec] of Object.entries(columns))
        await remember(trx, full(name), column, spec);
      for (const index of indexes) await addIndex(name, index);
    },
    async addColumn(table, name, column) {
      refuseColumn(table, name, column, true);
      await trx.schema.alterTable(full(table), (t) => {
        addColumn(t, name, column);
      });
      await remember(trx, full(table), name, column);
    },
    addIndex,
  };
}

function refuseColumn(...of: Parameters<typeof columnProblem>): void {
  const problem = columnProblem(...of);
  if (problem) throw problem;
}

function addColumn(table: Knex.CreateTableBuilder, name: string, spec: Column): void {
  const column = typedColumn(table, snakeCase(name), spec);
  if (spec.type === 'id') return;
  if (!spec.nullable) column.notNullable();
  if (spec.unique) column.unique();
  if (spec.default !== undefined) column.defaultTo(spec.default);
}

function typedColumn(
  table: Knex.CreateTableBuilder,
  name: string,
  spec: Column,
): Knex.ColumnBuilder {
  if (spec.type === 'id') return table.bigIncrements(name);
  if (spec.type === 'boolean') return table.boolean(name);
  if (spec.type === 'text' || spec.type === 'json') return table.text(name);
  return table.bigInteger(name);
}

/** The types are kept beside the tables: reading them back needs no declaration. */
async function remember(trx: Knex, table: string, column: string, spec: Column): Promise<void> {
  await trx('schema_private_columns').insert({
    table_name: table,
    column_name: snakeCase(column),
    type: spec.type,
  });
}
