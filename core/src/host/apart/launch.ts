/** Starts the process of one plugin, watches how much memory it takes, and says why it ended. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Duplex, Readable } from 'node:stream';
import { createChannel, type Channel, type ChannelOptions } from './channel.js';
import { memoryOf } from './memory.js';
import { nodeFlags, type Allowed } from './node-flags.js';
import { corePlace } from './platform-places.js';
import { onLines } from './printed-lines.js';
import { CHANNEL_FD } from './serve-fd.js';
import type { Walls } from './walls.js';

export interface LaunchOptions {
  readonly walls: Walls;
  readonly allowed: Allowed;
  /** Module of the plugin. */
  readonly entry: string;
  readonly cwd: string;
  readonly answer: ChannelOptions['answer'];
  readonly hear: ChannelOptions['hear'];
  /** Heap and all else together; absent: not watched. */
  readonly memoryBytes?: number;
  /** A line that it printed. */
  onLine(line: string): void;
}

export interface Launched {
  readonly channel: Channel;
  readonly pid: number;
  /** Why it ended, in words. Never rejects. */
  readonly ended: Promise<string>;
  /** At once. `reason`: what `ended` says. */
  kill(reason: string): void;
}

const MOST_BYTES = 16 * 1_048_576;
const MOST_AT_ONCE = 256;
const LOOK_MS = 250;
const CLOSED_MS = 1_000;

export function launch(options: LaunchOptions): Launched {
  const child = spawnChild(options);
  const stream = child.stdio[CHANNEL_FD] as unknown as Duplex;
  const last = lastLines(child, options.onLine);
  let reason: string | undefined;
  const kill = (why: string): void => {
    reason ??= why;
    child.kill('SIGKILL');
  };
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // What the system says of it comes of its end, which says more.
    if (error.code === undefined) kill(error.message);
  });
  stream.on('close', () => setTimeout(() => kill('It closed its channel.'), CLOSED_MS).unref());
  const unwatch = watchMemory(child.pid, options.memoryBytes, kill);
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(`It could not be started: ${error.message}`));
    child.once('exit', () => stream.destroy());
    // When all that it printed has been read.
    child.once('close', (code, signal) => resolve(reason ?? wordsOf(code, signal, last())));
  });
  void ended.then(unwatch);
  const channel = createChannel(stream, {
    mostBytes: MOST_BYTES,
    mostAtOnce: MOST_AT_ONCE,
    isTrusted: false,
    answer: options.answer,
    hear: options.hear,
    onOverrun: (method) => kill(`It did not answer in time (${method}).`),
  });
  return { channel, pid: child.pid ?? 0, ended, kill };
}

/** Nothing of the server's environment. */
function spawnChild({ walls, allowed, entry, cwd }: LaunchOptions): ChildProcess {
  const node = [process.execPath, ...nodeFlags(allowed)];
  const network = walls.hasNetwork === true ? ['--network'] : [];
  const command = [join(corePlace, 'bin/turnpike.js'), 'plugin', 'apart', ...network, entry];
  const [program = '', ...args] = [...walls.prefix, ...node, ...command];
  const { PATH } = process.env;
  return spawn(program, args, {
    cwd,
    env: PATH === undefined ? {} : { PATH },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
}

const KEPT_LINES = 40;

/** Hands on what it prints; answers the last of it. */
function lastLines(child: ChildProcess, onLine: (line: string) => void): () => string {
  const kept: string[] = [];
  for (const input of [child.stdout, child.stderr] as readonly (Readable | null)[]) {
    if (input === null) continue;
    onLines(input, (line) => {
      kept.push(line.slice(0, 500));
      if (kept.length > KEPT_LINES) kept.shift();
      onLine(line);
    });
  }
  return () => kept.join('\n');
}

function wordsOf(code: number | null, signal: string | null, printed: string): string {
  if (/heap out of memory|heap limit/i.test(printed))
    return 'It took more memory than its heap may have.';
  const thrown = /^(?:\w*Error.*|Uncaught.*)$/m.exec(printed)?.[0];
  const how =
    signal === null ? `Its process ended with code ${code}` : `Its process was ended by ${signal}`;
  return thrown === undefined ? `${how}.` : `${how}: ${thrown}`;
}

function watchMemory(
  pid: number | undefined,
  limit: number | undefined,
  kill: (reason: string) => void,
): () => void {
  if (pid === undefined || limit === undefined) return () => undefined;
  const timer = setInterval(() => {
    if (memoryOf(pid) > limit)
      kill(`It took more than ${Math.round(limit / 1_048_576)} MiB of memory.`);
  }, LOOK_MS);
  timer.unref();
  return () => clearInterval(timer);
}
