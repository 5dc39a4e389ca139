/** What the installed plugins keep beside the database. */
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { BackupContext, BackupFile, BackupPart } from '../../contracts/backup.js';
import { InputError } from '../../contracts/errors.js';
import { tokens } from '../../contracts/tokens.js';
import { tokenName } from '../../di/check-tokens.js';
import { permissionsOf } from '../../contracts/permissions.js';
import { declaredPlaces, settingOf } from '../../host/declared-places.js';
import { pathsOf } from '../../host/paths.js';
import type { HostPlan } from '../../host/plan.js';
import type { AnyDefinition } from '../../host/unit.js';
import type { Db } from '../../store/database.js';
import { withinPlaces, type PluginPart } from './within-places.js';
import { privateTables } from '../../store/private-tables.js';

export type { PluginPart } from './within-places.js';

/** `db`: whose rows name the files; undefined where only names and folders are asked for. */
export function partsOf(plan: HostPlan, db?: Db): readonly PluginPart[] {
  const { dataDir } = pathsOf(plan.configuration.core, plan.root);
  return plan.installed.flatMap(({ id, plugin }) => {
    const definition = plugin.definition as unknown as AnyDefinition & {
      backup?(ctx: BackupContext): readonly BackupPart[];
    };
    const folder = join(dataDir, id);
    if (!definition.backup) {
      const keepsLogs = (definition.offers ?? []).some(
        (token) => tokenName(token) === tokens.logStores.name,
      );
      return keepsLogs ? [{ name: id, plugin: id, folder, files: () => allBelow(folder) }] : [];
    }
    const tables = db ? privateTables(db, id) : { table: noRows };
    const config = plan.configuration.section(id);
    const places = declaredPlaces(permissionsOf(definition.permissions).files, config, folder);
    return definition
      .backup({ config, dataDir: folder, tables, setting: (path) => settingIn(plan, path) })
      .map((part) => withinPlaces({ ...part, plugin: id }, places));
  });
}

function settingIn(plan: HostPlan, path: string): unknown {
  const [plugin = '', ...rest] = path.split('.');
  return settingOf(plan.configuration.section(plugin), rest.join('.'));
}

/** Throws InputError for a name that no part has. */
export function chosenParts(
  parts: readonly PluginPart[],
  without: readonly string[],
): readonly PluginPart[] {
  const unknown = without.find((name) => !parts.some((part) => part.name === name));
  if (unknown === undefined) return parts.filter(({ name }) => !without.includes(name));
  throw new InputError(
    'TURNPIKE_INPUT_INVALID',
    `There is nothing called ${unknown} to leave out.`,
    {
      wayOut: `Name some of: ${parts.map(({ name }) => name).join(', ')}.`,
    },
  );
}

/** The folder as it stands: of a plugin that keeps logs and does not say how. */
async function* allBelow(folder: string): AsyncGenerator<BackupFile> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    yield { path: relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/') };
  }
}

/** Names and folders are told without any. */
function noRows<T extends object>(): T {
  return new Proxy({} as T, {
    get() {
      throw new Error('no rows are at hand here');
    },
  });
}
