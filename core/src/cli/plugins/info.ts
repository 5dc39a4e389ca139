/** All that is known of one plugin, whether it was added or stands in `plugins`. */
import { integrityProblem } from '../../host/added/check-integrity.js';
import { readLock, type AddedPlugin } from '../../host/added/lock-file.js';
import { findWalls, wallWords, withNetwork } from '../../host/apart/walls.js';
import type { LoadedPlugin } from '../../host/load.js';
import { permissionsOf } from '../../contracts/permissions.js';
import { planHost, type HostPlan } from '../../host/plan.js';
import type { Io } from '../io.js';
import { configOptions, type ConfigFlags } from '../options.js';
import { table } from '../output.js';
import { consentLines } from './ask-consent.js';
import { consentOf, type Consent } from '../../host/added/consent.js';
import { lookUp, unknown } from './find-added.js';
import { pluginsDir } from './folder.js';
import { reportedOf } from './plugin-report.js';

export interface PluginInfo {
  readonly name: string;
  readonly version: string | null;
  readonly sdk: string | null;
  readonly source: string;
  readonly plugins: readonly { readonly id: string; readonly summary: string }[];
  readonly asked: Readonly<Record<string, Consent>>;
  /** Where it runs: in the server, or in a process of its own; then also what holds it there. */
  readonly isolation: 'none' | 'process';
  readonly walls: readonly string[];
  /** null: it stands in `plugins`. */
  readonly added:
    | (Omit<AddedPlugin, 'consent' | 'plugins' | 'version' | 'sdk'> & {
        readonly consentedAt: string;
        /** null: its files are those that were added. */
        readonly changed: string | null;
      })
    | null;
}

/** Throws NotFoundError for a name that no plugin has. */
export async function pluginInfo(given: string, flags: ConfigFlags, io: Io): Promise<PluginInfo> {
  const options = configOptions(flags, io);
  const dir = pluginsDir(options);
  const plan = await planHost(options);
  const plugins = readLock(dir);
  const found = lookUp(given, plugins);
  if (found) return addedInfo(dir, found.name, found.entry, plan);
  const info = await configuredInfo(given, plan);
  if (info) return info;
  throw unknown(given, plugins);
}

async function addedInfo(
  dir: string,
  name: string,
  entry: AddedPlugin,
  { manifests, installed }: HostPlan,
): Promise<PluginInfo> {
  const { consent, plugins, version, sdk, ...added } = entry;
  const problem = await integrityProblem(dir, name, entry);
  const summaryOf = (id: string) => manifests.find((one) => one.id === id)?.summary ?? '';
  return {
    name,
    version,
    sdk,
    source: entry.from.spec,
    plugins: plugins.map((id) => ({ id, summary: summaryOf(id) })),
    asked: consent.asked,
    ...(await isolationOf(installed.filter(({ id }) => plugins.includes(id)))),
    added: { ...added, consentedAt: consent.at, changed: problem?.message ?? null },
  };
}

async function configuredInfo(
  given: string,
  { installed }: HostPlan,
): Promise<PluginInfo | undefined> {
  const found = installed.filter(({ id, source }) => id === given || source === given);
  const [first] = found;
  if (!first) return undefined;
  const reported = found.map(reportedOf);
  const { version, sdk, source } = reported[0]!.manifest;
  return {
    name: given,
    version,
    sdk,
    source,
    plugins: reported.map(({ manifest: { id, summary } }) => ({ id, summary })),
    asked: Object.fromEntries(reported.map((one) => [one.manifest.id, consentOf(one)])),
    ...(await isolationOf(found)),
    added: null,
  };
}

async function isolationOf(
  plugins: readonly LoadedPlugin[],
): Promise<Pick<PluginInfo, 'isolation' | 'walls'>> {
  if (!plugins.some(({ apart }) => apart)) return { isolation: 'none', walls: [] };
  const opens = plugins.some(({ plugin }) =>
    permissionsOf(plugin.definition.permissions).runtime.includes('sockets'),
  );
  const walls = await findWalls();
  return { isolation: 'process', walls: wallWords(opens ? withNetwork(walls) : walls) };
}

export function infoText(info: PluginInfo): string {
  const { name, version, sdk, source, plugins, asked, added } = info;
  const rows = [
    ['version', version ?? 'none in its package'],
    ['SDK', sdk ?? 'any'],
    [added ? `from ${added.from.kind}` : 'from', source],
    [
      'runs',
      info.isolation === 'none'
        ? 'in the server, with all its rights'
        : ['in a process of its own', ...info.walls].join(', '),
    ],
    ...(added ? addedRows(added) : []),
  ];
  return [
    name,
    ...table(rows)
      .split('\n')
      .map((line) => `  ${line}`),
    ...plugins.flatMap(({ id, summary }) => [
      summary === '' ? id : `${id}: ${summary}`,
      ...consentLines(asked[id] ?? {}, 'asks for'),
    ]),
  ].join('\n');
}

function addedRows(added: NonNullable<PluginInfo['added']>): readonly string[][] {
  return [
    ['state', added.enabled ? 'enabled' : 'disabled'],
    ['consented', added.consentedAt],
    ['folder', added.folder],
    ['integrity', added.integrity],
    ['files', added.changed ?? 'as they were added'],
  ];
}
