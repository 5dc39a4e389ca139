/** The ingress controller of the first node. */
import { join } from 'node:path';
import type { Daemon } from './daemons.js';
import { kubeconfigOf } from './kubeconfig.js';
import { API_ADDRESS, type Layout } from './layout.js';

const LOOP = new URL('./ingress/loop.ts', import.meta.url).pathname;

/** It runs from its source, in one process that can be killed. */
export const ingress = (layout: Layout): Daemon => ({
  name: 'ingress',
  node: layout.nodes[0]!.name,
  command: process.execPath,
  args: [
    ...['--import', import.meta.resolve('tsx'), LOOP],
    ...[join(layout.folder, 'ingress'), API_ADDRESS, kubeconfigOf(layout, 'ingress')],
  ],
});
