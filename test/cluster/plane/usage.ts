import { join } from 'node:path';
import type { State } from './state.js';

/** How somebody uses a cluster that stands. */
export function usage({ kubeconfig, network, nodes, binaries }: State): string {
  const enter = `nsenter --net=/run/netns/${network}`;
  const names = nodes.map(({ name, address }) => `${name} (${address})`).join(', ');
  return [
    `A cluster stands: ${names}. Only from its own network it is reached:`,
    `  export KUBECONFIG=${kubeconfig} PATH=${binaries.clients}:$PATH`,
    `  ${enter} kubectl get nodes`,
    `  ${enter} bash            # a shell in it`,
    'Images are built here and loaded; pods use them with imagePullPolicy: Never:',
    ...nodes.map(
      (node) =>
        `  ${node.name === 'one' ? 'ctr' : join(binaries.containerd ?? '', 'ctr')} --address ${node.socket} --namespace k8s.io images import FILE.tar`,
    ),
    'npm run test:cluster runs the tests on it, npm run cluster -- down takes it away.',
  ].join('\n');
}
