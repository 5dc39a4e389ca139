/** Subcommands that installed plugins bring (`definition.cli`). */
import type { Command } from 'commander';
import type { CliCommand, CliIo } from '../contracts/plugin.js';
import { planHost } from '../host/plan.js';
import type { AnyDefinition } from '../host/unit.js';
import { configOptions, withConfig, type ConfigFlags } from './options.js';
import type { Session } from './run-cli.js';

/** Adds them all, or the one with the name; answers their names. A plugin that cannot be loaded has none. */
export async function registerContributed(
  program: Command,
  session: Session,
  wanted: string | undefined,
): Promise<readonly string[]> {
  const flags: ConfigFlags = { config: configFiles(process.argv), set: [] };
  const { installed, faults } = await planHost(configOptions(flags, session.io));
  const commands = installed.flatMap(({ id, plugin }) => {
    if (faults.has(id)) return [];
    const { cli } = plugin.definition as unknown as AnyDefinition;
    return cli ?? [];
  });
  const names = commands.map((command) => command.command.split(' ')[0] ?? '');
  commands.forEach((command, index) => {
    const name = names[index];
    const ours = program.commands.find((one) => one.name() === name);
    // Only help has both: `config` is a group of the server's and a command for .travis.yml.
    if (ours) ours.summary(`${ours.summary()}; ${firstWordLow(command.summary)}`);
    else if (wanted === undefined || wanted === 'help' || name === wanted) {
      addCommand(program, command, session);
    }
  });
  return names;
}

const firstWordLow = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** `--config` decides which plugins there are, so it is read before the line is parsed. */
function configFiles(argv: readonly string[]): readonly string[] {
  return argv.flatMap((arg, index) => {
    if (arg.startsWith('--config=')) return [arg.slice('--config='.length)];
    const next = argv[index + 1];
    return arg === '--config' && next !== undefined ? [next] : [];
  });
}

function addCommand(program: Command, contributed: CliCommand, session: Session): void {
  const command = withConfig(program.command(contributed.command)).description(contributed.summary);
  for (const { flags, description, default: fallback } of contributed.options ?? []) {
    if (fallback === undefined) command.option(flags, description);
    else command.option(flags, description, fallback);
  }
  command.action(async () => {
    const options = command.opts<ConfigFlags & Record<string, string | boolean | undefined>>();
    const { openOffline } = await import('./offline.js');
    const { openPlatforms } = await import('./own-platform.js');
    const source = configOptions(options, session.io);
    const say = (text: string): void => void session.io.err(`${text}\n`);
    const [offline, platforms] = [openOffline(source, say), openPlatforms(source)];
    const doors = { resolve: offline.resolve, platform: platforms.open };
    try {
      session.finish(await contributed.run(cliIo(command.args, options, session, doors)));
    } finally {
      await Promise.all([offline.close(), platforms.close()]);
    }
  });
}

function cliIo(
  args: readonly string[],
  options: Readonly<Record<string, string | boolean | undefined>>,
  { io }: Session,
  doors: Pick<CliIo, 'resolve' | 'platform'>,
): CliIo {
  return {
    args,
    options,
    cwd: io.cwd,
    env: io.env,
    stdin: io.stdin,
    color: io.isTerminal,
    out: io.out,
    err: io.err,
    ...doors,
  };
}
