/** Programs of the cluster that run on. What starts one is written down, so that anybody can start it again. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, closeSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Layout, NodeLayout } from './layout.js';
import { onNode } from './machine.js';

export interface Daemon {
  readonly name: string;
  readonly node: NodeLayout['name'];
  readonly command: string;
  readonly args: readonly string[];
  /** Beside a path of Debian. */
  readonly env?: Readonly<Record<string, string>>;
}
interface Started extends Daemon {
  readonly pid: number;
  /** Ticks since the machine's start: a process id is given away again. */
  readonly startedAt: string;
}

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const LOOK_MS = 20;

const logOf = (layout: Layout, name: string): string => join(layout.logs, `${name}.log`);
const fileOf = (layout: Layout, name: string): string => join(layout.daemons, `${name}.json`);

/** Starts it on its node; its words go into a log of its name. It outlives this process. */
export async function startDaemon(layout: Layout, daemon: Daemon): Promise<void> {
  await mkdir(layout.logs, { recursive: true });
  await mkdir(layout.daemons, { recursive: true });
  const node = layout.nodes.find(({ name }) => name === daemon.node)!;
  const log = openSync(logOf(layout, daemon.name), 'a');
  const [nsenter = '', ...args] = onNode(node, daemon.command, ...daemon.args);
  const child = spawn(nsenter, args, {
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
    env: { PATH, HOME: '/root', LANG: 'C.UTF-8', ...daemon.env },
  });
  closeSync(log);
  await once(child, 'spawn');
  child.unref();
  const pid = child.pid!;
  const started: Started = { ...daemon, pid, startedAt: (await startOf(pid)) ?? '' };
  await writeFile(fileOf(layout, daemon.name), JSON.stringify(started, null, 2));
}

/** Starts again what has been started once. Throws where nothing of that name was. */
export async function startAgain(layout: Layout, name: string): Promise<void> {
  const { pid: _pid, startedAt: _startedAt, ...daemon } = await readDaemon(layout, name);
  await startDaemon(layout, daemon);
}

/** Kills it (SIGKILL unless told) and waits until it is gone. */
export async function endDaemon(
  layout: Layout,
  name: string,
  signal: NodeJS.Signals = 'SIGKILL',
): Promise<void> {
  const { pid } = await readDaemon(layout, name);
  if (!(await isUp(layout, name))) return;
  process.kill(pid, signal);
  while (await isUp(layout, name)) await wait(LOOK_MS);
}

export async function isUp(layout: Layout, name: string): Promise<boolean> {
  const { pid, startedAt } = await readDaemon(layout, name);
  return (await startOf(pid)) === startedAt;
}

export async function pidOf(layout: Layout, name: string): Promise<number> {
  return (await readDaemon(layout, name)).pid;
}

async function readDaemon(layout: Layout, name: string): Promise<Started> {
  return JSON.parse(await readFile(fileOf(layout, name), 'utf8')) as Started;
}

/** Undefined for one that has ended, waited for or not. */
async function startOf(pid: number): Promise<string | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ');
  return !fields || fields[0] === 'Z' ? undefined : fields[19];
}

/** What it said last, for a message. */
export async function lastWords(layout: Layout, name: string): Promise<string> {
  const text = await readFile(logOf(layout, name), 'utf8').catch(() => '');
  return text.trimEnd().split('\n').slice(-15).join('\n');
}
