import { CommanderError, type Command } from 'commander';
import { didYouMean } from '../config/suggest.js';
import { reportError } from './command-error.js';
import { COMMANDS, GROUPS, isBuiltIn } from './command-table.js';
import { withoutCredentials } from '../contracts/text.js';
import { createProgram } from './create-program.js';
import { EXIT } from './exit-codes.js';
import type { Io } from './io.js';

/** Runs one command line. Answers the exit code; never throws. */
export async function runCli(args: readonly string[], world: Io): Promise<number> {
  // What is said of a command's arguments may hold what nobody else should read; answers are data, and stay as they are.
  const io: Io = { ...world, err: (text) => world.err(withoutCredentials(text)) };
  let code: number = EXIT.ok;
  const program = createProgram(io);
  const session = { io, finish: (value: number) => void (code = value) };
  try {
    await addCommands(program, args, session);
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    return reportError(io, error, args.includes('--json'));
  }
}

/** What a command's action needs. */
export interface Session {
  readonly io: Io;
  finish(code: number): void;
}

/** `config explain` and `config check` are about the server; all other `config` reads .travis.yml. */
function isBuildConfig(args: readonly string[], name: string): boolean {
  const next = args[args.indexOf(name) + 1];
  return name === 'config' && next !== 'explain' && next !== 'check' && !isHelp(args);
}

const isHelp = (args: readonly string[]): boolean => args.includes('--help') || args.includes('-h');

/** Only the module of the command at hand is loaded; all of them for help. */
async function addCommands(
  program: Command,
  args: readonly string[],
  session: Session,
): Promise<void> {
  const name = args.find((arg) => !arg.startsWith('-'));
  if (name !== undefined && isBuiltIn(name) && !isBuildConfig(args, name)) {
    const module = await COMMANDS[name]();
    return module.register(program, session);
  }
  if (name === undefined || name === 'help') {
    for (const load of Object.values(COMMANDS)) (await load()).register(program, session);
  }
  // Not one of ours: a plugin's. Help lists those too.
  if (args[0] === '--version' || args[0] === '-V') return;
  const { registerContributed } = await import('./contributed-commands.js');
  const known = await registerContributed(program, session, name);
  if (name === undefined || name === 'help' || known.includes(name)) return;
  const hint =
    (await meantWithin(name, session)) ?? didYouMean(name, [...Object.keys(COMMANDS), ...known]);
  program.error(`error: unknown command '${name}'.${hint} See turnpike --help.`);
}

/** `restart` is meant for `build restart`: a command of that very name within a group comes before one that looks alike. */
async function meantWithin(name: string, session: Session): Promise<string | undefined> {
  const all = createProgram(session.io);
  for (const group of GROUPS) (await COMMANDS[group]()).register(all, session);
  const groups = all.commands.filter((group) => group.commands.some((one) => one.name() === name));
  if (groups.length === 0) return undefined;
  return ` Did you mean ${groups.map((group) => `"${group.name()} ${name}"`).join(' or ')}?`;
}
