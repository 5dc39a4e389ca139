import type { PluginFiles, PluginNames } from '../kinds.js';

/** Scripts as child processes, each in a folder and a process group of its own. */
export function files({ id, name, pascal }: PluginNames): PluginFiles {
  return {
    'src/plugin.ts': `import { defineExecutor } from '@turnpike/sdk';
import { create${pascal}Executor } from './executor.js';

export const plugin = defineExecutor({
  id: '${id}',
  summary: 'Runs jobs as plain processes of this machine, for trusted projects.',
  create: async ({ dataDir, signal }) => {
    const executor = create${pascal}Executor(await dataDir());
    signal.addEventListener('abort', () => void executor.reap([]));
    return executor;
  },
});
`,
    'src/executor.ts': `import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { arch } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import type { Executor, Instance, InstanceSpec, RunExit, RunRef } from '@turnpike/sdk';

/** Nothing of the server's environment reaches a job but the way to the programs. */
const SYSTEM = { PATH: '/usr/local/bin:/usr/bin:/bin', LANG: 'C.UTF-8' };
const KILL_AFTER_MS = 1_000;

export function create${pascal}Executor(folder: string): Executor {
  const instances = new Map<string, Instance>();

  async function start(spec: InstanceSpec, signal: AbortSignal): Promise<Instance> {
    signal.throwIfAborted();
    await mkdir(folder, { recursive: true });
    const home = await mkdtemp(join(folder, \`job-\${keyOf(spec.run)}-\`));
    const instance = createInstance(home, { ...SYSTEM, HOME: home, ...spec.env });
    instances.set(keyOf(spec.run), instance);
    return instance;
  }

  async function reap(keep: readonly RunRef[]): Promise<void> {
    const kept = new Set(keep.map(keyOf));
    for (const [key, instance] of instances) {
      if (kept.has(key)) continue;
      instances.delete(key);
      await instance.stop();
    }
    await endLeftovers(folder, new Set([...kept, ...instances.keys()]));
  }

  return {
    id: '${name}',
    isolation: 'none',
    offers: { os: ['linux'], arch: [arch() === 'x64' ? 'amd64' : arch()] },
    warnings: ['Jobs run as processes of this machine.'],
    start,
    reap,
  };
}

function keyOf({ jobId, run }: RunRef): string {
  return \`\${jobId}.\${run}\`;
}

/** Of a worker that was killed: what it began stands in the folder, not in anybody's memory. */
async function endLeftovers(folder: string, kept: ReadonlySet<string>): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const [, key] = /^job-(\\d+\\.\\d+)-\\w+$/.exec(name) ?? [];
    if (key === undefined || kept.has(key)) continue;
    const home = join(folder, name);
    const group = await readFile(pidFile(home), 'utf8').catch(() => '');
    // The number may be another process's by now.
    if (group !== '' && (await worksIn(home, group))) endGroup(Number(group), 'SIGKILL');
    await rm(pidFile(home), { force: true });
    await rm(home, { recursive: true, force: true });
  }
}

const pidFile = (home: string): string => \`\${home}.pid\`;

async function worksIn(home: string, pid: string): Promise<boolean> {
  const environment = await readFile(\`/proc/\${pid}/environ\`, 'utf8').catch(() => '');
  return environment.split('\\0').includes(\`HOME=\${home}\`);
}

function createInstance(home: string, env: Readonly<Record<string, string>>): Instance {
  let child: ChildProcess | undefined;
  let ended: Promise<RunExit> | undefined;

  function run(bash: Uint8Array): { output: AsyncIterable<Uint8Array>; exit: Promise<RunExit> } {
    const started = spawn('bash', [], { cwd: home, env, detached: true, stdio: 'pipe' });
    child = started;
    const noted = writeFile(pidFile(home), String(started.pid ?? ''));
    const output = new PassThrough();
    for (const stream of [started.stdout, started.stderr]) stream.pipe(output, { end: false });
    started.stdin.on('error', () => undefined);
    // Not before somebody could find it.
    void noted.then(() => started.stdin.end(bash), (error: Error) => started.stdin.destroy(error));
    ended = new Promise((resolve) => {
      started.on('error', (error) => resolve({ lost: error.message }));
      started.on('close', (code, signal) =>
        resolve(code === null ? { lost: \`ended by \${signal}\` } : { code }),
      );
    });
    void ended.then(() => output.end());
    return { output, exit: ended };
  }

  async function stop(): Promise<void> {
    if (child?.pid !== undefined) {
      endGroup(child.pid, 'SIGTERM');
      const timer = setTimeout(() => endGroup(child?.pid ?? 0, 'SIGKILL'), KILL_AFTER_MS);
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      clearTimeout(timer);
      endGroup(child.pid, 'SIGKILL');
      // Nobody has to read what is left.
      child.stdout?.destroy();
      child.stderr?.destroy();
      await ended;
    }
    await rm(pidFile(home), { force: true });
    await rm(home, { recursive: true, force: true });
  }

  return { id: home, run, stop };
}

/** The group may be gone already. */
function endGroup(pid: number, signal: NodeJS.Signals): void {
  if (pid <= 0) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
`,
    'src/plugin.test.ts': `import { tokens } from '@turnpike/sdk';
import { executorConformance } from '@turnpike/sdk/conformance';
import { testPlatform, testPlugin } from '@turnpike/sdk/testing';
import { expect, it } from 'vitest';
import { plugin } from './plugin.js';

executorConformance('${id}', async () => {
  const host = await testPlugin(plugin);
  const [executor] = host.resolve(tokens.executors);
  if (!executor) throw new Error('no executor is provided');
  const hosts = [host];
  return {
    executor,
    async restarted() {
      const next = await testPlugin(plugin, { core: { dataDir: host.dataDir } });
      hosts.push(next);
      return next.resolve(tokens.executors)[0]!;
    },
    async dispose() {
      for (const one of hosts) await one.stop({ force: true });
    },
  };
});

it('runs the jobs of a build', async () => {
  const platform = await testPlatform({ plugins: [plugin], config: { worker: { executor: '${name}' } } });
  try {
    const project = await platform.project({ '.travis.yml': '{ language: shell, script: echo by a plugin }' });
    expect(project.first.state).toBe('passed');
    expect(await project.logs(project.first)).toContain('by a plugin');
  } finally {
    await platform.stop({ force: true });
  }
});
`,
  };
}
