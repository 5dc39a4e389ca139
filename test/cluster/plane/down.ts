/** Takes everything away that `up` made, whether it came to its end or not, and whatever was killed since. */
import { rm, rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { removeCgroups } from './cgroups.js';
import { restoreKernelSettings } from './kernel.js';
import type { Layout } from './layout.js';
import { removeMachines, removeMountPoints } from './machine.js';
import { removeNetwork } from './network.js';
import { endAll } from './processes.js';

/** Repeatable. */
export async function down(layout: Layout): Promise<void> {
  const { nodes, folder } = layout;
  await endAll(nodes);
  await removeMachines(nodes);
  for (const node of nodes) {
    await removeNetwork(node);
    await removeCgroups(node);
  }
  await restoreKernelSettings(layout);
  await rm(folder, { recursive: true, force: true });
  if (await isLast(dirname(folder))) await removeMountPoints();
}

/** Others may stand beside it, in the same folder. */
function isLast(parent: string): Promise<boolean> {
  return rmdir(parent).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code === 'ENOENT',
  );
}
