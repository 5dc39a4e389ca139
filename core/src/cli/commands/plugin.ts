import { relative, resolve } from 'node:path';
import type { Command } from 'commander';
import { dryRunFaults } from '../../host/faults/index.js';
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
import { PLUGIN_KINDS, type PluginKind } from '../new-plugin/kinds.js';
import { withoutCredentials } from '../../contracts/text.js';
import type { Session } from '../run-cli.js';

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
    .description('Lists installed plugins, and which of them run here.')
    .option('--role <role>', 'as this role sees it')
    .action((flags: ConfigFlags) => list(flags, session));
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

async function list(flags: ConfigFlags, { io }: Session): Promise<void> {
  const plan = await planHost(configOptions(flags, io));
  const rows = describeInstalled(plan);
  // What does not load is not in the list, and must not be missed for that.
  for (const problem of allProblems(plan))
    io.err(`${withoutCredentials(describeProblem(problem))}\n`);
  answerShown(io, flags, rows, () =>
    table(rows.map((row) => [row.id, row.version, row.runs ? 'runs' : '-', row.summary])),
  );
}

function describeInstalled({ manifests, units, faults }: HostPlan) {
  const running = new Set(units.map(({ plugin }) => plugin).filter((id) => !faults.has(id)));
  return manifests.map(({ id, version, summary, source, requires, offers }) => ({
    id,
    version,
    summary,
    source,
    requires,
    offers,
    runs: running.has(id),
  }));
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
  const { manifests, installed, faults } = plan;
  const whole = installed.filter(({ id }) => !faults.has(id));
  const tables = await Promise.all(whole.map(dryRunFaults));
  const problems = [...allProblems(plan), ...tables.flat()];
  if (problems.length > 0) session.finish(EXIT.failed);
  const undescribed = manifests.filter((one) => one.undescribed).map(({ id }) => id);
  const data = {
    plugins: manifests.length,
    problems: problems.map((one) => one.toJSON()),
    undescribed,
  };
  answerShown(io, flags, data, () =>
    [
      ...(problems.length === 0
        ? [`${manifests.length} plugins, no problems`]
        : problems.map(describeProblem)),
      ...undescribed.map((id) => `note: ${id} does not describe its routes (\`operations\`)`),
    ].join('\n'),
  );
}
