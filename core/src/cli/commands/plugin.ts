import { relative, resolve } from 'node:path';
import type { Command } from 'commander';
import { askedBy, askedLines, askedShort, type AskedSection } from '../../contracts/asked-by.js';
import { readLock, type AddedPlugins } from '../../host/added/lock-file.js';
import { dryRouteFaults } from '../../host/faults/dry-routes.js';
import { dryRunFaults, dryTapFaults } from '../../host/faults/index.js';
import { pathsOf } from '../../host/paths.js';
import { allProblems, planHost, type HostPlan } from '../../host/plan.js';
import { describeProblem } from '../../host/problems.js';
import { EXIT } from '../exit-codes.js';
import {
  configOptions,
  withConfig,
  withJson,
  type ConfigFlags,
  type JsonOptions,
} from '../options.js';
import { answerShown, table } from '../output.js';
import { pluginsDir } from '../plugins/folder.js';
import { outdatedPlugins } from '../plugins/outdated.js';
import { registerLife } from '../plugins/register.js';
import { withProgress } from '../progress.js';
import { PLUGIN_KINDS, type PluginKind } from '../new-plugin/kinds.js';
import { withoutCredentials } from '../../contracts/text.js';
import type { Session } from '../run-cli.js';

interface ListFlags extends ConfigFlags {
  readonly outdated?: boolean;
  readonly asks?: boolean;
}

interface NewFlags extends JsonOptions {
  readonly dir?: string;
  readonly javascript?: boolean;
}

export function register(program: Command, session: Session): void {
  const plugin = program.command('plugin').summary('write, list and check plugins');
  withJson(plugin.command('new <kind> <name>'))
    .description(`Writes a package with a plugin and its tests. Kinds: ${PLUGIN_KINDS.join(', ')}.`)
    .option('--dir <folder>', 'where; default: plugins/<id> in this repository, else ./<id>')
    .option('--javascript', 'plain JavaScript: no build')
    .action((kind: string, name: string, flags: NewFlags) => create(kind, name, flags, session));
  withConfig(plugin.command('list'))
    .description('Lists installed plugins, which of them run here, and what they ask for.')
    .option('--role <role>', 'as this role sees it')
    .option('--asks', 'all that each asks for, in words')
    .option('--outdated', 'only added ones that can be upgraded; exit code 1 where there are any')
    .action((flags: ListFlags) =>
      flags.outdated ? listOutdated(flags, session) : list(flags, session),
    );
  registerLife(plugin, session);
  withConfig(plugin.command('doctor [spec...]'))
    .description('Checks installed plugins, and those named, without starting anything.')
    .option('--role <role>', 'as this role sees it')
    .action((specs: readonly string[], flags: ConfigFlags) => doctor(specs, flags, session));
}

async function create(kind: string, name: string, flags: NewFlags, { io }: Session): Promise<void> {
  const { writePlugin } = await import('../new-plugin/write-plugin.js');
  const dir = flags.dir === undefined ? undefined : resolve(io.cwd, flags.dir);
  const written = await writePlugin({
    kind: kind as PluginKind,
    name,
    cwd: io.cwd,
    dir,
    isJavaScript: flags.javascript,
  });
  answerShown(io, flags, written, () =>
    [
      ...written.files.map((file) => `wrote ${relative(io.cwd, resolve(written.dir, file))}`),
      ...written.next.map((step) => `next: ${step}`),
    ].join('\n'),
  );
}

async function listOutdated(flags: ListFlags, session: Session): Promise<void> {
  const { io } = session;
  const plugins = readLock(pluginsDir(configOptions(flags, io)));
  const outdated = await withProgress(io, 'looking', () => outdatedPlugins(plugins, io.env));
  if (outdated.some(({ unknown }) => unknown === null)) session.finish(EXIT.failed);
  answerShown(io, flags, outdated, () =>
    table(
      outdated.map(({ name, version, wanted, latest, unknown }) => [
        name,
        version ?? '-',
        wanted ?? '-',
        unknown ?? (latest === null ? '' : `newest ${latest}`),
      ]),
    ),
  );
}

async function list(flags: ListFlags, { io }: Session): Promise<void> {
  const plan = await planHost(configOptions(flags, io));
  const { pluginsDir: dir } = pathsOf(plan.configuration.core, plan.root);
  const rows = [...describeInstalled(plan), ...notLoaded(plan, dir)];
  // What does not load is not in the list, and must not be missed for that.
  for (const problem of allProblems(plan))
    io.err(`${withoutCredentials(describeProblem(problem))}\n`);
  answerShown(io, flags, rows, () => {
    if (flags.asks === true) return rows.map(allAsked).join('\n\n');
    return table(
      rows.map((row) => [
        ...[row.id, row.version, stateOf(row), askedShort(row.asks)],
        row.failure ?? row.summary,
      ]),
    );
  });
}

interface Asking {
  readonly id: string;
  readonly version: string;
  readonly asks: readonly AskedSection[];
}
function allAsked({ id, version, asks }: Asking): string {
  const lines = asks.length === 0 ? ['asks for nothing'] : askedLines(asks);
  return [`${id} ${version}`, ...lines.map((line) => `  ${line}`)].join('\n');
}

interface State extends Record<'runs' | 'enabled' | 'loaded', boolean> {
  readonly failure: string | null;
  readonly isolation: Isolation;
}
function stateOf({ runs, enabled, loaded, failure, isolation }: State): string {
  if (runs) return isolation === 'process' ? 'runs apart' : 'runs';
  if (!enabled) return 'disabled';
  if (!loaded) return 'refused';
  return failure === null ? '-' : 'failed';
}

/** Added plugins that are disabled or refused: they are in the lock alone. */
function notLoaded({ manifests }: HostPlan, dir: string) {
  const loaded = new Set(manifests.map(({ id }) => id));
  return Object.values(lockIfReadable(dir)).flatMap(({ plugins, version, from, enabled }) =>
    plugins
      .filter((id) => !loaded.has(id))
      .map((id) => ({
        id,
        version: version ?? '-',
        summary: `from ${from.spec}`,
        source: from.spec,
        requires: [],
        offers: [],
        asks: [],
        runs: false,
        enabled,
        loaded: false,
        failure: null,
        isolation: 'none' as Isolation,
      })),
  );
}

/** A lock that cannot be read is among the problems, which are told as well. */
function lockIfReadable(dir: string): AddedPlugins {
  try {
    return readLock(dir);
  } catch {
    return {};
  }
}

type Isolation = 'none' | 'process';

function describeInstalled({ installed, manifests, units, faults }: HostPlan) {
  const apart = new Set(installed.filter((one) => one.apart).map(({ id }) => id));
  const running = new Set(units.map(({ plugin }) => plugin).filter((id) => !faults.has(id)));
  return manifests.map((manifest, index) => {
    const { id, version, summary, source, requires, offers } = manifest;
    const isolation: Isolation = apart.has(id) ? 'process' : 'none';
    const failure = faults.get(id)?.[0]?.message ?? null;
    const loaded = installed[index]?.isStandIn !== true;
    const state = { runs: running.has(id), enabled: true, loaded, failure, isolation };
    return { id, version, summary, source, requires, offers, asks: askedBy(manifest), ...state };
  });
}

/** Relative paths start at the current folder here: they come from the command line. */
async function doctor(
  specs: readonly string[],
  flags: ConfigFlags,
  session: Session,
): Promise<void> {
  const { io } = session;
  const plugins = specs.map((spec) => (spec.startsWith('.') ? resolve(io.cwd, spec) : spec));
  const plan = await planHost({ ...configOptions(flags, io), plugins });
  const { manifests, installed, faults, configuration } = plan;
  const whole = installed.filter(({ id }) => !faults.has(id));
  const tables = await Promise.all(whole.map(dryRunFaults));
  const parts = whole.flatMap((one) => {
    const config = configuration.section(one.id);
    return [...dryTapFaults(one, config), ...dryRouteFaults(one, config)];
  });
  const problems = [...allProblems(plan), ...tables.flat(), ...parts];
  if (problems.length > 0) session.finish(EXIT.failed);
  const named = new Set(
    installed.filter(({ source }) => plugins.includes(source)).map(({ id }) => id),
  );
  const asked = describeInstalled(plan).filter(({ id }) => named.has(id));
  const undescribed = manifests.filter((one) => one.undescribed).map(({ id }) => id);
  const data = {
    plugins: manifests.length,
    problems: problems.map((one) => one.toJSON()),
    undescribed,
    asks: Object.fromEntries(asked.map(({ id, asks }) => [id, asks])),
  };
  const told =
    problems.length === 0
      ? [`${manifests.length} plugins, no problems`]
      : problems.map(describeProblem);
  const notes = [
    ...undescribed.map((id) => `note: ${id} does not describe its routes (\`operations\`)`),
    ...manifests.flatMap(({ id, deprecated }) =>
      deprecated.map(
        ({ name, since, use }) => `note: ${id} uses ${name}, deprecated since ${since}: use ${use}`,
      ),
    ),
  ];
  answerShown(io, flags, data, () => [...told, ...notes, ...asked.map(allAsked)].join('\n'));
}
