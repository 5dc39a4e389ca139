/** Registries of one's own, for what is pulled: one for everybody, one with a password, over the same store. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Daemon } from './daemons.js';
import { API_ADDRESS, type Layout, type NodeLayout } from './layout.js';

/** For everybody. */
export const REGISTRY = `${API_ADDRESS}:5000`;
/** Wants `REGISTRY_LOGIN`. */
export const PRIVATE_REGISTRY = `${API_ADDRESS}:5001`;
/** Nothing answers there but what a test starts itself, to refuse in ways that a registry has on bad days. */
export const FAULTY_REGISTRY = `${API_ADDRESS}:5002`;
export const REGISTRY_LOGIN = { user: 'puller', password: 'made-up-password' } as const;
/** bcrypt, of that password. */
const HASH = '$2b$05$abcdefghijklmnopqrstuuJgtjjEyKgAjLKfyMzQrXVWZG2QMxka.';

export async function registries(layout: Layout): Promise<readonly Daemon[]> {
  const folder = join(layout.folder, 'registry');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'passwords'), `${REGISTRY_LOGIN.user}:${HASH}\n`);
  return [
    await registry(layout, folder, 'registry', REGISTRY, {}),
    await registry(layout, folder, 'private-registry', PRIVATE_REGISTRY, {
      auth: { htpasswd: { realm: 'turnpike', path: join(folder, 'passwords') } },
    }),
  ];
}

async function registry(
  layout: Layout,
  folder: string,
  name: string,
  addr: string,
  more: Readonly<Record<string, unknown>>,
): Promise<Daemon> {
  const file = join(folder, `${name}.json`);
  const storage = {
    filesystem: { rootdirectory: join(folder, 'data') },
    delete: { enabled: true },
  };
  const config = { version: '0.1', log: { level: 'warn' }, storage, http: { addr }, ...more };
  await writeFile(file, JSON.stringify(config));
  return {
    name,
    node: layout.nodes[0]!.name,
    command: '/usr/bin/docker-registry',
    args: ['serve', file],
  };
}

/**
 * Tells the runtime of a node that these speak plain HTTP, and that what is said to be Docker Hub's is in the first: images
 * without a registry in their names are pulled as they are anywhere else.
 */
export async function knowRegistries(node: NodeLayout): Promise<void> {
  for (const host of [REGISTRY, PRIVATE_REGISTRY, FAULTY_REGISTRY]) await know(node, host, host);
  await know(node, 'docker.io', REGISTRY);
}

async function know(node: NodeLayout, host: string, place: string): Promise<void> {
  const folder = join(node.folder, 'registries', host);
  await mkdir(folder, { recursive: true });
  // containerd 1.6 takes no file without a table of hosts, and goes on with TLS.
  const hosts = `server = "http://${place}"\n[host."http://${place}"]\ncapabilities = ["pull", "resolve"]\n`;
  await writeFile(join(folder, 'hosts.toml'), hosts);
}
