/** An executor that keeps its contract, and mistakes in it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { PassThrough } from 'node:stream';
import type { Executor, Instance, RunExit, RunRef } from '@turnpike/sdk';
import type { Made } from '../../../../sdk/src/conformance/checks.js';
import type { ExecutorCase } from '../../../../sdk/src/conformance/executor.js';
import type { PlantedIn } from './broken-by.js';

export type ExecutorFlaw =
  | 'leaves its folder'
  | 'reaps nothing'
  | 'reaps all'
  | 'reaps by memory'
  | 'collects output'
  | 'one home'
  | 'another id'
  | 'environment of the server'
  | 'always 0'
  | 'no errors'
  | 'cuts output'
  | 'ends bash alone'
  | 'starts what was aborted'
  | 'stops once';
const SYSTEM = { PATH: '/usr/local/bin:/usr/bin:/bin' };
const nameOf = ({ jobId, run }: RunRef): string => `job-${jobId}.${run}-`;

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It is gone.
  }
}

function shedExecutor(folder: string, flaw?: ExecutorFlaw): Executor {
  const has = (one: ExecutorFlaw): boolean => flaw === one;
  const started = new Set<string>();

  async function end(home: string): Promise<void> {
    const pid = Number(await readFile(`${home}.pid`, 'utf8').catch(() => '0'));
    if (pid > 0) kill(has('ends bash alone') ? pid : -pid);
    if (!has('leaves its folder')) await rm(home, { recursive: true, force: true });
    await rm(`${home}.pid`, { force: true });
  }

  async function reap(keep: readonly RunRef[]): Promise<void> {
    if (has('reaps nothing')) return;
    const kept = has('reaps all') ? [] : keep.map(nameOf);
    const names = (await readdir(folder).catch(() => [])).filter((name) => !name.endsWith('.pid'));
    for (const name of names) {
      if (has('reaps by memory') && !started.has(name)) continue;
      if (!kept.some((one) => name.startsWith(one))) await end(join(folder, name));
    }
  }

  return {
    id: has('another id') ? 'shack' : 'shed',
    isolation: 'none',
    offers: { os: ['linux'], arch: ['amd64'] },
    warnings: [],
    reap,
    async start({ run, env }, signal) {
      if (!has('starts what was aborted')) signal.throwIfAborted();
      await mkdir(folder, { recursive: true });
      const home = has('one home')
        ? join(folder, nameOf({ jobId: 1, run: 1 }))
        : await mkdtemp(join(folder, nameOf(run)));
      await mkdir(home, { recursive: true });
      started.add(basename(home));
      return instanceIn(
        home,
        { ...(has('environment of the server') ? process.env : {}), ...SYSTEM, ...env, HOME: home },
        end,
        has,
      );
    },
  };
}

function instanceIn(
  home: string,
  env: Readonly<Record<string, string | undefined>>,
  end: (home: string) => Promise<void>,
  has: (flaw: ExecutorFlaw) => boolean,
): Instance {
  let child: ChildProcess | undefined;
  let isStopped = false;
  return {
    id: home,
    run(bash) {
      const made = spawn('bash', [], { cwd: home, env, detached: true, stdio: 'pipe' });
      child = made;
      writeFileSync(`${home}.pid`, String(made.pid));
      const output = new PassThrough(has('collects output') ? { highWaterMark: 1e9 } : {});
      made.stdout.pipe(output, { end: false });
      if (!has('no errors')) made.stderr.pipe(output, { end: false });
      made.stdin.on('error', () => undefined);
      made.stdin.end(bash);
      const exit = new Promise<RunExit>((resolve) => {
        const last = has('ends bash alone') ? 'exit' : 'close';
        made.on(last, (code: number | null) =>
          resolve(code === null ? { lost: 'killed' } : { code: has('always 0') ? 0 : code }),
        );
      });
      void exit.then(() => output.end());
      return { output: has('cuts output') ? butTheLast(output) : output, exit };
    },
    async stop() {
      if (has('stops once') && isStopped) throw new Error('it is stopped');
      isStopped = true;
      await end(home);
      if (child && child.exitCode === null && child.signalCode === null && !has('ends bash alone'))
        await new Promise((resolve) => child!.once('exit', resolve));
    },
  };
}

async function* butTheLast(output: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let held: Uint8Array | undefined;
  for await (const block of output) {
    if (held) yield held;
    held = block;
  }
}

export const executorWith = (flaw?: ExecutorFlaw) => async (): Promise<Made<ExecutorCase>> => {
  const folder = await mkdtemp(join(tmpdir(), 'turnpike-planted-jobs-'));
  return {
    subject: {
      name: 'executor-shed',
      runsScripts: true,
      executor: shedExecutor(folder, flaw),
      restarted: async () => shedExecutor(folder, flaw),
      dispose: async () => undefined,
    },
    async dispose() {
      await shedExecutor(folder).reap([]);
      await rm(folder, { recursive: true, force: true });
    },
  };
};

export const plantedExecutors: readonly PlantedIn<ExecutorFlaw>[] = [
  { what: 'the folder stays', at: 'Instance.stop', flaw: 'leaves its folder' },
  { what: 'reap does nothing', at: 'Executor.reap', flaw: 'reaps nothing' },
  { what: 'reap ends what it should keep', at: 'Executor.reap', flaw: 'reaps all' },
  { what: 'reap knows its own memory only', at: 'Executor.reap', flaw: 'reaps by memory' },
  { what: 'output is collected in memory', at: 'Instance.run', flaw: 'collects output' },
  { what: 'one home for all', at: 'Executor.start', flaw: 'one home' },
  { what: 'another id than its plugin', at: 'Executor.id', flaw: 'another id' },
  {
    what: 'the environment of the server',
    at: 'InstanceSpec.env',
    flaw: 'environment of the server',
  },
  { what: 'every script ends well', at: 'Instance.run', flaw: 'always 0' },
  { what: 'errors are not shown', at: 'Instance.run', flaw: 'no errors' },
  { what: 'the end of the output is cut off', at: 'Instance.run', flaw: 'cuts output' },
  { what: 'children of the script go on', at: 'Instance.stop', flaw: 'ends bash alone' },
  { what: 'what was aborted is started', at: 'Executor.start', flaw: 'starts what was aborted' },
  { what: 'a second stop throws', at: 'Instance.stop', flaw: 'stops once' },
];
