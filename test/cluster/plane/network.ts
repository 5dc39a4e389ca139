/**
 * A network namespace a node. Nothing of it is seen by the machine: interfaces, addresses and all rules of kube-proxy,
 * of NetworkPolicies and of port mappings go with the namespace.
 */
import type { NodeLayout } from './layout.js';
import { attempt, run } from './shell.js';

/** Carries the address of a node. A bridge, since there are kernels without `dummy`. */
const LINK = 'node0';

/** What of a namespace routes and filters pods. */
const SETTINGS = [
  'net.ipv4.ip_forward=1',
  // Else pods of one node reach each other past every NetworkPolicy.
  'net.bridge.bridge-nf-call-iptables=1',
  'net.ipv4.conf.all.rp_filter=0',
  'net.ipv4.conf.default.rp_filter=0',
];

/** `nsenter`, not `ip netns exec`: that would mount another `/sys`, in which a kubelet finds no cgroups. */
export const inNetwork = (node: NodeLayout, ...command: readonly string[]): readonly string[] => [
  'nsenter',
  `--net=/run/netns/${node.netns}`,
  '--',
  ...command,
];

async function within(node: NodeLayout, ...command: readonly string[]): Promise<void> {
  const [nsenter = '', ...args] = inNetwork(node, ...command);
  await run(nsenter, args);
}

/** Namespace and address of the node that the others are linked to. */
export async function makeFirstNetwork(node: NodeLayout): Promise<void> {
  await makeNamespace(node);
  await within(node, 'ip', 'link', 'add', LINK, 'type', 'bridge');
  await finish(node);
}

/** Links a node to the first one, and tells each which pods the other has. */
export async function joinNetwork(node: NodeLayout, first: NodeLayout): Promise<void> {
  await makeNamespace(node);
  const port = `to-${node.name}`;
  const peer = ['peer', 'name', LINK, 'netns', node.netns];
  await run('ip', ['link', 'add', port, 'netns', first.netns, 'type', 'veth', ...peer]);
  await within(first, 'ip', 'link', 'set', port, 'master', LINK, 'up');
  await finish(node);
  await within(first, 'ip', 'route', 'add', node.podRange, 'via', node.address);
  await within(node, 'ip', 'route', 'add', first.podRange, 'via', first.address);
}

async function makeNamespace(node: NodeLayout): Promise<void> {
  await run('ip', ['netns', 'add', node.netns]);
  await within(node, 'ip', 'link', 'set', 'lo', 'up');
  for (const setting of SETTINGS) await within(node, 'sysctl', '-eqw', setting);
}

async function finish(node: NodeLayout): Promise<void> {
  await within(node, 'ip', 'address', 'add', `${node.address}/24`, 'dev', LINK);
  await within(node, 'ip', 'link', 'set', LINK, 'up');
  // Programs look for the node's address along its default route.
  await within(node, 'ip', 'route', 'replace', 'default', 'dev', LINK);
}

/** Takes the namespace away, if there is one. What runs in it must have ended. */
export async function removeNetwork(node: NodeLayout): Promise<void> {
  await attempt('ip', ['netns', 'delete', node.netns]);
}
