import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { root } from '../support/root.js';
import { layoutOf } from './plane/layout.js';
import { onNode } from './plane/machine.js';
import { parseOptions } from './plane/options.js';
import { running } from './plane/processes.js';
import { findCluster } from './support/cluster.js';

/** Stands beside the one of the other tests. */
const NAME = 'second';
const layout = layoutOf({ TURNPIKE_CLUSTER: NAME });
const env = { ...process.env, TURNPIKE_CLUSTER: NAME };
const args = (...words: readonly string[]): readonly string[] => [
  join(root, 'node_modules/tsx/dist/cli.mjs'),
  ...['test/cluster/plane/run.ts', ...words],
];

function cluster(...words: readonly string[]): string {
  const result = spawnSync(process.execPath, args(...words), { cwd: root, env, encoding: 'utf8' });
  if (result.status !== 0) throw new Error(`${result.stdout}${result.stderr}`);
  return result.stdout;
}

/** All that this cluster could leave on the machine. */
async function left(): Promise<readonly string[]> {
  const mounts = readFileSync('/proc/self/mounts', 'utf8').split('\n');
  const names = [
    '/run/netns',
    '/sys/fs/cgroup/memory',
    '/sys/fs/cgroup',
    '/var/cache/turnpike-cluster',
  ];
  const entries = names.flatMap((folder) => list(folder).map((name) => join(folder, name)));
  const processes = await Promise.all(layout.nodes.map(running));
  return [
    ...mounts.filter((line) => line.includes(layout.folder)),
    ...entries.filter((path) => path.includes(`/${NAME}`)),
    ...processes.flat().map((pid) => `process ${pid}`),
  ];
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

const PANIC = '/proc/sys/kernel/panic';
const panic = (): string => readFileSync(PANIC, 'utf8').trim();

afterEach(() => void cluster('down'));

describe('npm run cluster', () => {
  it('brings a cluster up, says how to use it, and leaves nothing', async () => {
    expect(await left()).toEqual([]);
    const words = cluster('up', '--nodes', '1');
    expect(words).toContain(`export KUBECONFIG=${layout.kubeconfig}`);
    expect(words).toContain(`nsenter --net=/run/netns/${NAME}-one kubectl`);
    expect((await left()).length).toBeGreaterThan(10);
    // Nothing is done twice.
    expect(cluster('up', '--nodes', '1')).not.toContain('control plane');
    expect(cluster('status')).toMatch(/one +Ready/);
    cluster('down');
    expect(await left()).toEqual([]);
    expect(() => cluster('status')).toThrow('No cluster stands here.');
  });

  it('leaves nothing of one that was killed half way, or all of whose programs were', async () => {
    const child = spawn(process.execPath, args('up', '--nodes', '1'), {
      ...{ cwd: root, env, detached: true, stdio: ['ignore', 'pipe', 'inherit'] as const },
    });
    for await (const chunk of child.stdout!) if (String(chunk).includes('control plane')) break;
    process.kill(-child.pid!, 'SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    expect((await left()).length).toBeGreaterThan(0);
    cluster('up', '--nodes', '1');
    for (const pid of await running(layout.nodes[0]!)) process.kill(pid, 'SIGKILL');
    cluster('down');
    expect(await left()).toEqual([]);
  });

  it('takes nothing away from a cluster that stands beside it', async () => {
    const node = (await findCluster()).node('one');
    const seen = (): number => {
      const [nsenter = '', ...rest] = onNode(node, 'mountpoint', '-q', '/var/lib/cni');
      return spawnSync(nsenter, rest).status ?? 1;
    };
    cluster('up', '--nodes', '1');
    cluster('down');
    expect(seen()).toBe(0);
  });

  it('is repeatable where nothing stands, and says what it does not know', () => {
    cluster('down');
    expect(() => parseOptions(['fly'])).toThrow(/There is no "fly"\.\nnpm run cluster/);
    expect(() => parseOptions(['--nodes', '3'])).toThrow('--nodes takes 1 or 2, not 3.');
    expect(() => layoutOf({ TURNPIKE_CLUSTER: '../x' })).toThrow('TURNPIKE_CLUSTER is "../x"');
  });

  it('keeps settings of the kernel as they were before the first of its kubelets', () => {
    const before = panic();
    writeFileSync(PANIC, '7');
    try {
      cluster('up', '--nodes', '1');
      expect(panic()).toBe('10');
      cluster('down');
      expect(panic()).toBe('7');
    } finally {
      writeFileSync(PANIC, before);
    }
  });
});
