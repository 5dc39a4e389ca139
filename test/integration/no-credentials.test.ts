/** `turnpike start` as a process, given addresses with a password wherever it takes something. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root, turnpike } from '../support/process.js';

const PASSWORD = 'q7hunter2hunter2';
/** Nobody listens there. */
const at = (scheme: string) => `${scheme}://alice:${PASSWORD}@127.0.0.1:1/secret`;
const ADDRESS = at('http');

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'turnpike-start-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Run {
  readonly ready: boolean;
  readonly text: string;
}

/** Where the server starts it is told to stop, so that the lines of its end are there too. */
async function start(args: readonly string[], env: Record<string, string> = {}): Promise<Run> {
  const base = ['--set', `dataDir=${folder}/data`, '--set', 'http.port=0'];
  const child = spawn(process.execPath, [turnpike, 'start', ...base, ...args], {
    cwd: root,
    env: { PATH: process.env['PATH'], HOME: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [text, ready] = ['', false];
  const add = (chunk: Buffer) => {
    text += chunk.toString();
    if (ready || !/^ready |"ready":/m.test(text)) return;
    ready = true;
    child.kill('SIGTERM');
  };
  child.stdout.on('data', add);
  child.stderr.on('data', add);
  await new Promise((resolve) => child.once('close', resolve));
  return { ready, text };
}

/** What stops it at once, then what it starts with. */
const REFUSED: readonly (readonly string[])[] = [
  [ADDRESS],
  [`--${ADDRESS}`],
  ['--role', ADDRESS],
  ['--config', ADDRESS],
  ['--set', ADDRESS],
  ['--set', `no.such.key=${ADDRESS}`],
  ['--set', `http.port=${ADDRESS}`],
  ['--set', `database.url=${at('postgres')}`],
  ['--set', `database.url=${at('postgres')}`, '--json'],
  ['--set', `database.url=${at('nothing')}`],
  ['--set', `plugins=["${ADDRESS}"]`],
];

it.each(REFUSED)(
  'prints no password where it cannot start: %s %s %s',
  async (...args) => {
    const { ready, text } = await start(args.filter((one) => one !== undefined));
    expect(ready).toBe(false);
    expect(text).not.toContain(PASSWORD);
    expect(text).toMatch(/TURNPIKE_|error/i);
  },
  120_000,
);

it.each([
  ['net.proxy', ADDRESS],
  ['bus.url', at('mqtt')],
])(
  'prints no password of %s while it runs and ends',
  async (key, value) => {
    const set = ['--set', `${key}=${value}`, '--set', 'log.level=debug'];
    const { ready, text } = await start([...set, '--set', 'log.format=json']);
    expect(ready).toBe(true);
    expect(text).toMatch(/stopping/);
    expect(text).not.toContain(PASSWORD);
  },
  120_000,
);

it('prints no password that a file or the environment brings', async () => {
  const file = join(folder, 'own.yml');
  await writeFile(file, `database: {url: '${at('postgres')}'}\nnot: {a: '${ADDRESS}'}\n`);
  const env = { TURNPIKE_DATABASE_URL: at('postgres'), TURNPIKE_NO_SUCH: ADDRESS };
  for (const run of [await start(['--config', file]), await start([], env)]) {
    expect(run.ready).toBe(false);
    expect(run.text).not.toContain(PASSWORD);
  }
}, 120_000);
