import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findCluster, type Cluster } from './support/cluster.js';
import { makeNamespace, type TestNamespace } from './support/namespace.js';
import { inPod, shellPod, untilReady, type PodStatus } from './support/pods.js';
import { shellImage } from './support/shell-image.js';

const folder = mkdtempSync(join(tmpdir(), 'turnpike-cluster-test-'));
const ANSWERS = 'while true; do echo hello from $(hostname) | nc -l -p 8000; done';
/** `nc -z` of busybox says nothing where it is refused: its exit code does. */
const ASK = (address: string): string => `timeout 5 nc ${address} 8000 </dev/null`;
let cluster: Cluster;
let namespace: TestNamespace;
let last: string;

beforeAll(async () => {
  cluster = await findCluster();
  last = cluster.state.nodes.at(-1)!.name;
  await cluster.load(await shellImage(folder));
  namespace = await makeNamespace(cluster);
  await namespace.apply(
    shellPod('server', ANSWERS, { node: last }),
    shellPod('beside', 'sleep 3600', { node: last }),
    shellPod('client', 'sleep 3600', { node: 'one' }),
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'greeter' },
      spec: { selector: { name: 'server' }, ports: [{ port: 8000 }] },
    },
  );
  await untilReady(namespace, 'server', 'beside', 'client');
});
afterAll(async () => {
  await namespace?.remove();
  rmSync(folder, { recursive: true, force: true });
});

const addressOf = async (pod: string): Promise<string> =>
  (await namespace.get<PodStatus>('pod', pod)).status.podIP!;

describe('services on the cluster', () => {
  it('have names, which pods resolve', async () => {
    const found = await inPod(namespace, 'client', 'getent hosts greeter');
    const { spec } = await namespace.get<{ spec: { clusterIP: string } }>('service', 'greeter');
    expect(found).toContain(spec.clusterIP);
    expect(found).toContain(`greeter.${namespace.name}.svc.cluster.local`);
    await expect(inPod(namespace, 'client', 'getent hosts nobody')).rejects.toThrow('exit code 2');
  });

  it('answer under their address, from the other node and from the same one', async () => {
    const { spec } = await namespace.get<{ spec: { clusterIP: string } }>('service', 'greeter');
    for (const pod of ['client', 'beside'])
      await expect
        .poll(() => inPod(namespace, pod, ASK(spec.clusterIP)))
        .toBe('hello from server\n');
  });

  it('lead to pods, which reach each other across the nodes', async () => {
    await expect
      .poll(async () => inPod(namespace, 'client', ASK(await addressOf('server'))))
      .toBe('hello from server\n');
  });

  it('are closed by a NetworkPolicy, from both nodes, but for those that it lets in', async () => {
    const server = await addressOf('server');
    const tries = (pod: string) => async (): Promise<string> =>
      inPod(namespace, pod, ASK(server)).catch(() => 'refused');
    await namespace.apply({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'friends' },
      spec: {
        podSelector: { matchLabels: { name: 'server' } },
        policyTypes: ['Ingress'],
        ingress: [{ from: [{ podSelector: { matchLabels: { friend: 'yes' } } }] }],
      },
    });
    for (const pod of ['client', 'beside']) await expect.poll(tries(pod)).toBe('refused');
    await namespace.kubectl(['label', 'pod', 'client', 'friend=yes']);
    await expect.poll(tries('client')).toBe('hello from server\n');
    expect(await tries('beside')()).toBe('refused');
    await namespace.kubectl(['delete', 'networkpolicy', 'friends']);
    await expect.poll(tries('beside')).toBe('hello from server\n');
  });
});
