import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findCluster, type Cluster } from './support/cluster.js';
import { makeNamespace, type TestNamespace } from './support/namespace.js';
import { inPod, shellPod, untilEnded, untilReady, type PodStatus } from './support/pods.js';
import { shellImage } from './support/shell-image.js';

const folder = mkdtempSync(join(tmpdir(), 'turnpike-cluster-test-'));
let cluster: Cluster;
let namespace: TestNamespace;

beforeAll(async () => {
  cluster = await findCluster();
  await cluster.load(await shellImage(folder));
  namespace = await makeNamespace(cluster);
});
afterAll(async () => {
  await namespace?.remove();
  rmSync(folder, { recursive: true, force: true });
});

const nodes = (): readonly string[] => cluster.state.nodes.map(({ name }) => name);

describe('pods on the cluster', () => {
  it('run on each node, with the runtime of each', async () => {
    for (const node of nodes()) {
      const pod = `runs-${node}`;
      await namespace.apply(shellPod(pod, 'echo hello from $(hostname); exit 3', { node }));
      expect(await untilEnded(namespace, pod)).toBe('Failed');
      expect(await namespace.kubectl(['logs', pod])).toBe(`hello from ${pod}\n`);
      const found = await namespace.get<PodStatus>('pod', pod);
      expect(found.spec.nodeName).toBe(node);
      expect(found.status).toMatchObject({
        containerStatuses: [{ state: { terminated: { exitCode: 3 } } }],
      });
    }
    const runtimes = await cluster.kubectl([
      ...['get', 'nodes', '--output'],
      'jsonpath={.items[*].status.nodeInfo.containerRuntimeVersion}',
    ]);
    expect(runtimes).toMatch(/containerd:\/\/1\.6\.\d+/);
    if (nodes().includes('two')) expect(runtimes).toMatch(/containerd:\/\/2\.4\.2/);
  });

  it('let commands be run in them, with their output whole', async () => {
    for (const node of nodes()) {
      const pod = `exec-${node}`;
      await namespace.apply(shellPod(pod, 'sleep 3600', { node }));
      await untilReady(namespace, pod);
      expect(await inPod(namespace, pod, 'echo $((6 * 7))')).toBe('42\n');
      const long = await inPod(namespace, pod, 'yes 0123456789 | head -n 1000000');
      expect(long.length).toBe(11_000_000);
      await expect(inPod(namespace, pod, 'exit 5')).rejects.toThrow('exit code 5');
    }
  });

  it('are held to their limit of memory', async () => {
    const limits = { resources: { limits: { memory: '32Mi' } } };
    const pod = shellPod('greedy', 'x=$(yes | head -c 200000000)') as {
      spec: { containers: object[] };
    };
    Object.assign(pod.spec.containers[0]!, limits);
    await namespace.apply(pod);
    await untilEnded(namespace, 'greedy');
    expect(await namespace.get('pod', 'greedy')).toMatchObject({
      status: { containerStatuses: [{ state: { terminated: { reason: 'OOMKilled' } } }] },
    });
  });

  it('have users of their own on the node of today', async (test) => {
    if (!nodes().includes('two')) return test.skip('the cluster has one node');
    const options = { node: 'two', spec: { hostUsers: false } };
    await namespace.apply(shellPod('users', 'cat /proc/self/uid_map', options));
    expect(await untilEnded(namespace, 'users')).toBe('Succeeded');
    const [inside, outside, count] = (await namespace.kubectl(['logs', 'users']))
      .trim()
      .split(/ +/);
    expect([inside, count]).toEqual(['0', '65536']);
    expect(Number(outside)).toBeGreaterThanOrEqual(65_536);
  });

  it('are refused by a quota and by the restricted profile', async () => {
    const strict = await makeNamespace(cluster, {
      'pod-security.kubernetes.io/enforce': 'restricted',
    });
    try {
      await expect(strict.apply(shellPod('root', 'true'))).rejects.toThrow(
        /violates PodSecurity "restricted/,
      );
    } finally {
      await strict.remove();
    }
    const full = await makeNamespace(cluster);
    try {
      const metadata = { name: 'none' };
      const spec = { hard: { pods: '0' } };
      await full.apply({ apiVersion: 'v1', kind: 'ResourceQuota', metadata, spec });
      await expect(full.apply(shellPod('second', 'true'))).rejects.toThrow('exceeded quota: none');
    } finally {
      await full.remove();
    }
  });
});
