import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from './command-table.js';
import { registerContributed } from './contributed-commands.js';
import type { Io } from './io.js';
import { runCli } from './run-cli.js';

const PASSWORD = 'q7hunter2hunter2';
/** Nobody listens there. */
const ADDRESS = `http://alice:${PASSWORD}@127.0.0.1:1/alice/secret.git`;

/** Those that bring commands. */
const PLUGINS = ['build', 'local-run', 'travis-yml'].map((id) => `'@turnpike/plugin-${id}'`);

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'turnpike-cli-'));
  mkdirSync(join(folder, 'config'));
  writeFileSync(
    join(folder, 'config', 'default.yml'),
    `plugins: [${PLUGINS}]\nbus: {url: memory}\n`,
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function ioOf(print: (text: string) => void): Io {
  const env = { TURNPIKE_CONFIG_DIR: join(folder, 'config'), TURNPIKE_TOKEN: 'x', HOME: folder };
  const stdin = (async function* () {
    yield Buffer.from('x');
  })();
  return { env, cwd: folder, isTerminal: false, stdin, out: print, err: print } as Io;
}

async function printed(args: readonly string[]): Promise<string> {
  let text = '';
  await runCli(
    args,
    ioOf((more) => void (text += more)),
  );
  return text;
}

/** `start` would go on as a server: test/integration/no-credentials.test.ts starts it. */
async function commands(): Promise<readonly Command[]> {
  const root = new Command();
  const session = { io: ioOf(() => undefined), finish: () => undefined };
  for (const [name, load] of Object.entries(COMMANDS))
    if (name !== 'start') (await load()).register(root, session);
  const contributed = await registerContributed(root, session, undefined);
  expect(contributed).toEqual(expect.arrayContaining(['run', 'lint']));
  // `condition` answers the text that it is given, read: that is data, as all answers are.
  return leaves(root).filter((command) => command.name() !== 'condition');
}

const leaves = (command: Command): readonly Command[] =>
  command.commands.length === 0 ? [command] : command.commands.flatMap(leaves);

const pathOf = (command: Command): string[] =>
  command.parent ? [...pathOf(command.parent), command.name()] : [];

/** The command with the address in each place of an argument, and then in each option that takes a text. */
function linesOf(command: Command): readonly (readonly string[])[] {
  const path = pathOf(command);
  const given = [...path, ...command.registeredArguments.map(() => ADDRESS)];
  const away = command.options.some(({ long }) => long === '--url')
    ? ['--url', 'http://127.0.0.1:1']
    : [];
  const options = command.options.filter(({ required, optional }) => required || optional);
  return [
    [...given, ...away],
    [...given, ...away, '--json'],
    [...given, ADDRESS],
    [...path, `--${ADDRESS}`],
    ...options.map(({ long }) => [...given, long ?? '', ADDRESS]),
  ];
}

describe('commands that are given an address with a password', () => {
  it('print it nowhere, whatever goes wrong', async () => {
    const lines = (await commands()).flatMap(linesOf);
    expect(lines.length).toBeGreaterThan(100);
    const told: string[] = [];
    for (const line of [...lines, [ADDRESS]]) {
      const text = await printed(line);
      if (text.includes(PASSWORD)) told.push(`${line.join(' ')}: ${text}`);
    }
    expect(told).toEqual([]);
  }, 300_000);
});
