import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findCluster, type Cluster } from './support/cluster.js';
import { makeNamespace, type TestNamespace } from './support/namespace.js';
import { inPod, shellPod, untilEnded, untilReady, type PodStatus } from './support/pods.js';
import { shellImage } from './support/shell-image.js';

const folder = mkdtempSync(join(tmpdir(), 'turnpike-cluster-test-'));
const SLEEPS = 'sleep 3600';
let cluster: Cluster;
let namespace: TestNamespace;

beforeAll(async () => {
  cluster = await findCluster();
  // A cluster of one has no node to lose.
  cluster.node('two');
  await cluster.load(await shellImage(folder));
  namespace = await makeNamespace(cluster);
});
afterAll(async () => {
  await namespace?.remove();
  rmSync(folder, { recursive: true, force: true });
});

async function conditionOfTwo(): Promise<string> {
  const path = 'jsonpath={.status.conditions[?(@.type=="Ready")].status}';
  return cluster.kubectl(['get', 'node', 'two', '--output', path]);
}
const isThere = (pod: string): Promise<boolean> =>
  namespace.get('pod', pod).then(
    () => true,
    () => false,
  );

describe('nodes of the cluster', () => {
  it('can be drained: their pods end, and new ones go elsewhere', async () => {
    await namespace.apply(shellPod('moved', SLEEPS, { node: 'two' }));
    await untilReady(namespace, 'moved');
    const drain = ['drain', 'two', '--force', '--delete-emptydir-data', '--timeout=120s'];
    try {
      await cluster.kubectl(drain);
      expect(await isThere('moved')).toBe(false);
      await namespace.apply(shellPod('next', 'true'));
      await untilEnded(namespace, 'next');
      expect((await namespace.get<PodStatus>('pod', 'next')).spec.nodeName).toBe('one');
    } finally {
      await cluster.kubectl(['uncordon', 'two']);
    }
  });

  it('can be lost and come back, and what ran on them is known again', async () => {
    await namespace.apply(shellPod('waits', SLEEPS, { node: 'two' }));
    await untilReady(namespace, 'waits');
    await cluster.kill('kubelet-two');
    try {
      // The controller waits for as long as a real one does.
      await expect.poll(conditionOfTwo).toBe('Unknown');
    } finally {
      await cluster.start('kubelet-two');
    }
    await expect.poll(conditionOfTwo).toBe('True');
    await expect.poll(() => inPod(namespace, 'waits', 'echo still here')).toBe('still here\n');
  });

  it('can be deleted: their pods are taken for gone, and a kubelet that starts joins again', async () => {
    await namespace.apply(shellPod('gone', SLEEPS, { node: 'two' }));
    await untilReady(namespace, 'gone');
    await cluster.kill('kubelet-two');
    try {
      await cluster.kubectl(['delete', 'node', 'two']);
      await expect.poll(() => isThere('gone')).toBe(false);
    } finally {
      await cluster.start('kubelet-two');
    }
    await expect.poll(() => conditionOfTwo().catch(() => 'absent')).toBe('True');
    await namespace.apply(shellPod('again', 'true', { node: 'two' }));
    expect(await untilEnded(namespace, 'again')).toBe('Succeeded');
  });

  it('keep their pods while the API server is away', async () => {
    await namespace.apply(shellPod('survives', SLEEPS));
    await untilReady(namespace, 'survives');
    const path = 'jsonpath={.status.containerStatuses[0].containerID}';
    const container = (): Promise<string> =>
      namespace.kubectl(['get', 'pod', 'survives', '--output', path]);
    const before = await container();
    await cluster.kill('kube-apiserver');
    await expect(container()).rejects.toThrow(/refused/);
    await cluster.start('kube-apiserver');
    await expect.poll(() => container().catch(() => '')).toBe(before);
  });
});
