import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attendCommand, jobCommand, keepCommand, uploadCommand } from '../commands.js';
import { followLog, type Following, type LogReading } from '../follow-log.js';

/** A shell that the programs have to work in; `box`: with the small tools of busybox. */
export interface ShellCase {
  readonly name: string;
  readonly path: string;
  readonly box?: string;
}

const find = (name: string): string =>
  ['/bin', '/usr/bin'].map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? '';

export const shells: readonly ShellCase[] = [
  { name: 'dash', path: find('dash') },
  { name: 'bash', path: find('bash') },
  { name: 'busybox sh', path: find('busybox'), box: find('busybox') },
];

/** A wrapper as it runs in a container, as processes of this machine. */
export interface Wrapped {
  readonly root: string;
  readonly job: ChildProcess;
  /** Connections to the log that are open now. */
  readonly attending: ReadonlySet<ChildProcess>;
  readonly following: Following;
  /** Resolves with the exit code. */
  upload(script: string, sent?: string): Promise<number>;
  /** All that it writes, and how it ended. */
  read(): Promise<{ readonly log: string; readonly end: Awaited<Following['end']> }>;
  dispose(): Promise<void>;
}

const MARK = 'm4rk0f7he7es7';

export function wrap(
  shell: ShellCase,
  options: { readonly keeper?: 'inside' | 'beside'; readonly waitSeconds?: number } = {},
): Wrapped {
  const { keeper = 'inside', waitSeconds = 60 } = options;
  const folder = mkdtempSync(join(tmpdir(), 'wrapped-'));
  const [root, bin] = [join(folder, 'turnpike'), join(folder, 'bin')];
  mkdirSync(bin);
  symlinkSync(shell.path, join(bin, 'sh'));
  const place = { root, ...(shell.box ? { box: shell.box } : {}) };
  const env = { PATH: `${bin}:/usr/bin:/bin`, HOME: folder, TERM: 'xterm', WRAPPED: folder };
  const attending = new Set<ChildProcess>();

  function run([program = '', ...args]: readonly string[]): ChildProcess {
    const child = spawn(program, args, { env, detached: true, stdio: ['pipe', 'pipe', 'inherit'] });
    child.stdin?.on('error', () => undefined);
    return child;
  }

  async function open(from: number): Promise<LogReading> {
    const child = run(attendCommand(place, from));
    attending.add(child);
    child.once('exit', () => attending.delete(child));
    return {
      bytes: child.stdout as AsyncIterable<Uint8Array>,
      beat: (line) => void child.stdin?.write(line),
    };
  }

  const job = run(jobCommand({ ...place, mark: MARK, waitSeconds, keeper }));
  if (keeper === 'beside') run(keepCommand(place, waitSeconds));
  const following = followLog({
    mark: MARK,
    open,
    broken: (_error, tries) => Promise.resolve(tries > 20 ? 'It is gone.' : undefined),
  });

  return {
    root,
    job,
    attending,
    following,
    async upload(script, sent = script) {
      const child = run(uploadCommand(place, Buffer.from(script)));
      child.stdin?.end(sent);
      const [code] = (await once(child, 'exit')) as [number];
      return code;
    },
    async read() {
      const blocks: Uint8Array[] = [];
      for await (const block of following.output) blocks.push(block);
      return { log: Buffer.concat(blocks).toString(), end: await following.end };
    },
    async dispose() {
      following.close('The test is over.');
      for (let left = own(folder); left.length > 0; left = own(folder)) {
        for (const pid of left) kill(pid);
      }
      rmSync(folder, { recursive: true, force: true, maxRetries: 9, retryDelay: 100 });
    },
  };
}

/** What would go with its container. */
function own(folder: string): readonly number[] {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return ids.map(Number).filter((pid) => isOf(pid, folder));
}

function isOf(pid: number, folder: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`WRAPPED=${folder}`);
  } catch {
    // It has ended meanwhile.
    return false;
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
