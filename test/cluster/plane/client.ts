/** kubectl on the cluster, from wherever it is called. */
import { join } from 'node:path';
import type { Binaries } from './binaries.js';
import type { Layout } from './layout.js';
import { inNetwork } from './network.js';
import { run, type RunOptions } from './shell.js';

export type Kubectl = (args: readonly string[], options?: RunOptions) => Promise<string>;

export function kubectlOf(layout: Layout, { clients }: Pick<Binaries, 'clients'>): Kubectl {
  const [nsenter = '', ...before] = inNetwork(layout.nodes[0]!, join(clients, 'kubectl'));
  // Else it leaves what it has learned in somebody's home.
  const env = { ...process.env, KUBECACHEDIR: join(layout.folder, 'kubectl') };
  return (args, options) =>
    run(nsenter, [...before, `--kubeconfig=${layout.kubeconfig}`, ...args], { env, ...options });
}
