/** A cgroup a node in every hierarchy: its kubelet puts all pods below, so that they are found and ended together. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { NodeLayout } from './layout.js';

const ATTEMPTS = 600;
const LOOK_MS = 50;
const V1 = /^cgroup (\S+) cgroup /gm;
const V2 = /^cgroup2 (\S+) cgroup2 /gm;

/** Folders of all hierarchies that a kubelet uses: those of version 1, else that of version 2. */
async function hierarchies(): Promise<readonly string[]> {
  const mounts = await readFile('/proc/mounts', 'utf8');
  const found = (kind: RegExp): readonly string[] =>
    [...mounts.matchAll(kind)].map((mount) => mount[1]!);
  const old = found(V1);
  return old.length > 0 ? old : found(V2);
}

export async function makeCgroups(node: NodeLayout): Promise<void> {
  for (const hierarchy of await hierarchies()) {
    const folder = join(hierarchy, node.cgroup);
    await mkdir(folder, { recursive: true });
    // A new one may use no processor at all until it is told.
    for (const file of ['cpuset.cpus', 'cpuset.mems'])
      if (existsSync(join(folder, file)))
        await writeFile(join(folder, file), await readFile(join(hierarchy, file)));
  }
}

/** Processes in the cgroups of a node: all of its pods. */
export async function processesOf(node: NodeLayout): Promise<readonly number[]> {
  const folders = await foldersOf(node);
  const lists = await Promise.all(
    folders.map((folder) => readFile(join(folder, 'cgroup.procs'), 'utf8').catch(() => '')),
  );
  return [...new Set(lists.flatMap((list) => list.split('\n').filter(Boolean).map(Number)))];
}

/** Removes them. What runs in them must have ended. */
export async function removeCgroups(node: NodeLayout): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const folders = (await foldersOf(node)).toReversed();
    if (folders.length === 0) return;
    // One is busy until the last of its processes is buried.
    for (const folder of folders) await rmdir(folder).catch(() => undefined);
    await wait(LOOK_MS);
  }
  throw new Error(`The cgroup ${node.cgroup} cannot be removed: something runs in it.`);
}

/** Parents before children. */
async function foldersOf(node: NodeLayout): Promise<readonly string[]> {
  const roots = (await hierarchies()).map((hierarchy) => join(hierarchy, node.cgroup));
  return (await Promise.all(roots.map(below))).flat();
}

async function below(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => undefined);
  if (!entries) return [];
  const children = entries.filter((entry) => entry.isDirectory());
  return [
    folder,
    ...(await Promise.all(children.map(({ name }) => below(join(folder, name))))).flat(),
  ];
}
