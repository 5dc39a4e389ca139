/**
 * What makes a node look like a machine of its own to the programs on it: they write to `/run`, `/var/log` and
 * `/var/lib/cni` by names that cannot be configured, and leave mounts. In a mount namespace of the node those are folders
 * of its own, and its mounts end with it.
 */
import { mkdir, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { NodeLayout } from './layout.js';
import { inNetwork } from './network.js';
import { attempt, run } from './shell.js';

/** Of the node's folder, and where it sees them. */
const OWN = [
  ['run', '/run'],
  ['log', '/var/log'],
  ['cni', '/var/lib/cni'],
] as const;
/** A mount needs a folder to be put on; the others are on every machine. */
const NEEDED = '/var/lib/cni';

/** A command on the node: in its network, with its folders. */
export function onNode(node: NodeLayout, ...command: readonly string[]): readonly string[] {
  const [nsenter = '', network = '', ...rest] = inNetwork(node, ...command);
  return [nsenter, network, `--mount=${node.mountNamespace}`, ...rest];
}

export async function makeMachine(node: NodeLayout): Promise<void> {
  const kept = dirname(node.mountNamespace);
  for (const [own] of OWN) await mkdir(join(node.folder, own), { recursive: true });
  await mkdir(kept, { recursive: true });
  await mkdir(NEEDED, { recursive: true });
  await keepPrivate(kept);
  await writeFile(node.mountNamespace, '');
  await run('unshare', [`--mount=${node.mountNamespace}`, '--propagation', 'private', 'true']);
  const within = async (...command: readonly string[]): Promise<void> => {
    const [nsenter = '', ...args] = onNode(node, ...command);
    await run(nsenter, args);
  };
  for (const [own, seen] of OWN) await within('mount', '--bind', join(node.folder, own), seen);
  // Volumes of pods may ask that later mounts reach them.
  await within('mount', '--make-rshared', '/');
}

/** The kernel keeps a mount namespace in a file only where its mount is private. */
async function keepPrivate(folder: string): Promise<void> {
  if (await attempt('mountpoint', ['-q', folder]).then((answer) => answer !== undefined)) return;
  await run('mount', ['--bind', folder, folder]);
  await run('mount', ['--make-private', folder]);
}

/** Lets go of the namespaces, with all mounts in them. What runs in them must have ended. */
export async function removeMachines(nodes: readonly NodeLayout[]): Promise<void> {
  for (const node of nodes) await unmountAll(node.mountNamespace);
  for (const folder of new Set(nodes.map((node) => dirname(node.mountNamespace))))
    await unmountAll(folder);
}

/** After the last cluster: what is removed here is unmounted in every mount namespace of another one. */
export async function removeMountPoints(): Promise<void> {
  // Others may have something there.
  await rmdir(NEEDED).catch(() => undefined);
}

/** One may have been mounted on the other. */
async function unmountAll(path: string): Promise<void> {
  while ((await attempt('umount', ['--lazy', path])) !== undefined);
}
