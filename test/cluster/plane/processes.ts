/** Finds what runs on a node by what the kernel says of it, so that nothing is forgotten that was never written down. */
import { readFile, readdir, readlink, stat } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { processesOf } from './cgroups.js';
import type { NodeLayout } from './layout.js';

const LOOK_MS = 50;
const ATTEMPTS = 1200;

/** Ends all that runs on the nodes: in their network, in their mount namespace, or in their cgroups. */
export async function endAll(nodes: readonly NodeLayout[]): Promise<void> {
  const mine = await ancestry();
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const found = (await Promise.all(nodes.map(running))).flat().filter((pid) => !mine.has(pid));
    if (found.length === 0) return;
    for (const pid of found) kill(pid);
    await wait(LOOK_MS);
  }
  throw new Error(`Something on ${nodes.map(({ name }) => name).join(', ')} does not end.`);
}

/** All process ids of one node. */
export async function running(node: NodeLayout): Promise<readonly number[]> {
  const spaces = await Promise.all([inode(`/run/netns/${node.netns}`), inode(node.mountNamespace)]);
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const inside = await Promise.all(pids.map((pid) => isInside(pid, spaces)));
  const here = pids.filter((_, index) => inside[index]);
  return [...new Set([...here, ...(await processesOf(node))])];
}

async function isInside(pid: number, spaces: readonly (string | undefined)[]): Promise<boolean> {
  const [net, mnt] = await Promise.all(
    ['net', 'mnt'].map((kind) => readlink(`/proc/${pid}/ns/${kind}`).catch(() => '')),
  );
  const [network, mounts] = spaces;
  return (
    (network !== undefined && net === `net:[${network}]`) ||
    (mounts !== undefined && mnt === `mnt:[${mounts}]`)
  );
}

/** Undefined where there is no such namespace. */
const inode = (path: string): Promise<string | undefined> =>
  stat(path).then(
    (found) => String(found.ino),
    () => undefined,
  );

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}

/** This process and those that wait for it: they may stand in the network of the node. */
async function ancestry(): Promise<ReadonlySet<number>> {
  const found = new Set<number>();
  for (let pid = process.pid; pid > 1 && !found.has(pid); pid = await parentOf(pid)) found.add(pid);
  return found;
}

async function parentOf(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1] ?? 0);
}
