/** Migrations without a database: what they would make is written down and looked at. */
import { TurnpikeError } from '../../contracts/errors.js';
import type { Column, MigrationTools } from '../../contracts/plugin.js';
import { columnProblem } from '../../store/columns.js';
import type { LoadedPlugin } from '../load.js';
import type { AnyDefinition } from '../unit.js';
import { faultOf } from './fault.js';

/** The faults that a start would find in its tables; `plugin doctor` asks. Nothing is written anywhere. */
export async function dryRunFaults({
  plugin,
  id,
  source,
}: LoadedPlugin): Promise<readonly TurnpikeError[]> {
  const { migrations = [] } = plugin.definition as unknown as AnyDefinition;
  const tables = new Map<string, Set<string>>();
  const faults: TurnpikeError[] = [];
  for (const { name, up } of [...migrations].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    try {
      await up(recorder(tables));
    } catch (error) {
      const what = error instanceof Error ? error.message : String(error);
      const wayOut = error instanceof TurnpikeError ? error.details.wayOut : undefined;
      const finding = { at: `migration ${name}`, what, wayOut: wayOut ?? 'Correct it.' };
      faults.push(faultOf(id, source, finding));
    }
  }
  return faults;
}

/** Throws what the database would answer, as far as it can be known without one. */
function recorder(tables: Map<string, Set<string>>): MigrationTools {
  const columnsOf = (table: string): Set<string> => {
    const found = tables.get(table);
    if (!found) throw new Error(`has no table ${table} to change.`);
    return found;
  };
  const check = (table: string, name: string, column: Column, isAdded = false): void => {
    const problem = columnProblem(table, name, column, isAdded);
    if (problem) throw problem;
  };
  const index = (table: string, names: readonly string[]): void => {
    const missing = names.find((name) => !columnsOf(table).has(name));
    if (missing !== undefined) throw new Error(`has no column ${table}.${missing} to index.`);
  };
  return {
    async createTable(name, columns, indexes = []) {
      if (tables.has(name)) throw new Error(`makes the table ${name} a second time.`);
      for (const [column, spec] of Object.entries(columns)) check(name, column, spec);
      tables.set(name, new Set(Object.keys(columns)));
      for (const names of indexes) index(name, names);
    },
    async addColumn(table, name, column) {
      if (columnsOf(table).has(name)) throw new Error(`makes ${table}.${name} a second time.`);
      check(table, name, column, true);
      columnsOf(table).add(name);
    },
    async addIndex(table, names) {
      index(table, names);
    },
  };
}
