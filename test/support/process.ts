/** Real processes of the platform, as an operator starts them. */
import { spawn, type ChildProcess } from 'node:child_process';
import { chown, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { OrdinaryUser } from './ordinary-user.js';
import { root } from './root.js';

export { root };
export const turnpike = join(root, 'core/bin/turnpike.js');

export interface PlatformProcess {
  readonly name: string;
  readonly url: string;
  readonly dataDir: string;
  readonly child: ChildProcess;
  /** All that it printed so far. */
  output(): string;
  /** SIGTERM, and waits. Answers the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL, and waits. */
  kill(): Promise<void>;
}

export interface ProcessOptions {
  readonly name: string;
  /** Folder of its own: data, configuration. */
  readonly folder: string;
  /** A file of `config/roles`; absent: everything. */
  readonly role?: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  /** Who it runs as; its folder is given to them. */
  readonly as?: OrdinaryUser;
}

const READY = /^ready (\S+)$/m;
const START_SECONDS = 60;

function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once('exit', (code) => resolve(code)));
}

/** Starts `turnpike start` and waits for its `ready URL`. */
export async function startProcess(options: ProcessOptions): Promise<PlatformProcess> {
  const dataDir = join(options.folder, 'data');
  await mkdir(options.folder, { recursive: true });
  const file = join(options.folder, 'turnpike.yml');
  await writeFile(
    file,
    stringify({ dataDir, log: { level: 'warn', format: 'json' }, ...options.config }),
  );
  const { prefix = [], id } = options.as ?? {};
  if (id !== undefined) await chown(options.folder, id, id);
  const role = options.role ? ['--role', options.role] : [];
  const [command = process.execPath, ...before] = [...prefix, process.execPath];
  const child = spawn(
    command,
    [...before, turnpike, 'start', ...role, '--config', file, ...(options.args ?? [])],
    {
      cwd: root,
      env: { PATH: process.env['PATH'], HOME: options.folder, LANG: 'C.UTF-8', ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(id === undefined ? {} : { uid: id, gid: id }),
    },
  );
  let output = '';
  const add = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  child.stdout.on('data', add);
  child.stderr.on('data', add);
  const url = await new Promise<string>((resolve, reject) => {
    const give = (words: string): void => reject(new Error(`${options.name} ${words}:\n${output}`));
    const timer = setTimeout(() => give('was not ready in time'), START_SECONDS * 1000);
    child.stdout.on('data', () => {
      const ready = READY.exec(output);
      if (!ready) return;
      clearTimeout(timer);
      resolve(ready[1]!);
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      give(`ended with code ${code}`);
    });
  }).catch(async (error: unknown) => {
    child.kill('SIGKILL');
    throw error;
  });
  return {
    name: options.name,
    url,
    dataDir,
    child,
    output: () => output,
    async stop() {
      child.kill('SIGTERM');
      return ended(child);
    },
    async kill() {
      child.kill('SIGKILL');
      await ended(child);
    },
  };
}

/** Address and token that the platform left for its command line. */
export async function cliAccess(
  dataDir: string,
): Promise<{ readonly url: string; readonly token: string }> {
  return JSON.parse(await readFile(join(dataDir, 'cli.json'), 'utf8')) as {
    url: string;
    token: string;
  };
}
