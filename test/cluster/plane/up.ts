/** Brings the cluster up, step by step, until pods can be made on each node. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { getBinaries, type Binaries } from './binaries.js';
import { makeCertificates } from './certificates.js';
import { makeCgroups } from './cgroups.js';
import { kubectlOf, type Kubectl } from './client.js';
import { containerd, importImage } from './containerd.js';
import { controlPlane } from './control.js';
import { isUp, lastWords, startDaemon, type Daemon } from './daemons.js';
import { down } from './down.js';
import { ingress } from './ingress.js';
import { keepKernelSettings } from './kernel.js';
import { writeKubeconfig } from './kubeconfig.js';
import { kubelet } from './kubelet.js';
import type { Layout, NodeLayout } from './layout.js';
import { makeMachine } from './machine.js';
import { manifests } from './manifests.js';
import { joinNetwork, makeFirstNetwork } from './network.js';
import { pauseImage } from './pause.js';
import { knowRegistries, registries } from './registry.js';
import { dns, networkPolicies, proxy } from './services.js';
import { until } from './shell.js';
import { writeState, type State } from './state.js';

type Say = (words: string) => void;

interface Building {
  readonly layout: Layout;
  readonly nodes: readonly NodeLayout[];
  readonly binaries: Binaries;
  readonly kubectl: Kubectl;
}

/** One that is whole already is left as it is by the caller; a half one is taken away first. */
export async function up(layout: Layout, count: 1 | 2, say: Say): Promise<State> {
  const binaries = await getBinaries(count);
  await down(layout);
  const started = performance.now();
  const nodes = layout.nodes.slice(0, count);
  const building: Building = { layout, nodes, binaries, kubectl: kubectlOf(layout, binaries) };
  for (const [name, step] of STEPS) {
    const begun = performance.now();
    await step(building);
    say(`${name}: ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  }
  const state: State = {
    kubeconfig: layout.kubeconfig,
    network: nodes[0]!.netns,
    nodes,
    binaries,
    upSeconds: Math.round((performance.now() - started) / 100) / 10,
  };
  await writeState(layout, state);
  return state;
}

const STEPS: readonly (readonly [string, (building: Building) => Promise<unknown>])[] = [
  ['certificates', identities],
  ['networks and mounts', machines],
  ['control plane', control],
  ['runtimes', runtimes],
  ['services, names, policies', services],
  ['nodes', kubelets],
  ['defaults', defaults],
];

async function identities({ layout, nodes }: Building): Promise<void> {
  await mkdir(layout.folder, { recursive: true, mode: 0o700 });
  await makeCertificates(layout);
  const users = ['admin', 'controller-manager', 'scheduler', 'proxy', 'dns', 'policy', 'ingress'];
  for (const user of [...users, ...nodes.map(({ name }) => `kubelet-${name}`)])
    await writeKubeconfig(layout, user);
}

async function machines({ layout, nodes }: Building): Promise<void> {
  const [first, ...others] = nodes;
  await keepKernelSettings(layout);
  await makeFirstNetwork(first!);
  for (const node of others) await joinNetwork(node, first!);
  for (const node of nodes) await makeMachine(node);
  for (const node of nodes) await makeCgroups(node);
}

async function control({ layout, binaries, kubectl }: Building): Promise<void> {
  const [etcd, api, ...rest] = await controlPlane(layout, binaries);
  await startDaemon(layout, etcd);
  await startDaemon(layout, api);
  await ready({ layout }, api, () => kubectl(['get', '--raw', '/readyz']));
  for (const daemon of rest) await startDaemon(layout, daemon);
  const input = manifests(layout);
  await until('the first objects', () => kubectl(['apply', '--filename=-'], { input }));
}

async function runtimes({ layout, nodes, binaries }: Building): Promise<void> {
  const pause = await pauseImage(join(layout.folder, 'pause.tar'));
  for (const node of nodes) {
    await knowRegistries(node);
    const daemon = await containerd(layout, node, binaries);
    await startDaemon(layout, daemon);
    await ready({ layout }, daemon, () => importImage(node, pause.file, binaries));
  }
}

async function services({ layout, nodes, binaries }: Building): Promise<void> {
  await startDaemon(layout, await dns(layout, binaries));
  for (const node of nodes) await startDaemon(layout, await proxy(layout, node, binaries));
  for (const registry of await registries(layout)) await startDaemon(layout, registry);
  await startDaemon(layout, ingress(layout));
}

async function kubelets({ layout, nodes, binaries, kubectl }: Building): Promise<void> {
  for (const node of nodes) {
    const daemon = await kubelet(layout, node, binaries);
    await startDaemon(layout, daemon);
    const condition = ['--for=condition=Ready', '--timeout=2s', `node/${node.name}`];
    await ready({ layout }, daemon, () => kubectl(['wait', ...condition]));
    // It looks for the node that it is on only once.
    await startDaemon(layout, networkPolicies(layout, node, binaries));
  }
}

/** What every pod needs, and is made by the controllers a little later than the rest. */
async function defaults({ kubectl }: Building): Promise<void> {
  await until('the service account of pods', () => kubectl(['get', 'serviceaccount', 'default']));
}

/** Waits until a daemon answers. One that ends meanwhile has said why. */
async function ready(
  { layout }: Pick<Building, 'layout'>,
  { name }: Daemon,
  ask: () => Promise<unknown>,
): Promise<void> {
  const words = (): Promise<string> => lastWords(layout, name);
  const answer = await until(name, async () => {
    const alive = await isUp(layout, name);
    return ask().then(
      () => 'answers' as const,
      (error: unknown) => (alive ? Promise.reject(error) : ('ended' as const)),
    );
  }).catch(async (cause: unknown) => {
    throw new Error(`${(cause as Error).message}; it says:\n${await words()}`, { cause });
  });
  if (answer === 'ended') throw new Error(`${name} has ended. It said:\n${await words()}`);
}
