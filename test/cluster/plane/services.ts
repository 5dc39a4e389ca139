/** What makes Services, their names and NetworkPolicies work: one kube-proxy and one kube-router a node, one CoreDNS. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Binaries } from './binaries.js';
import type { Daemon } from './daemons.js';
import { kubeconfigOf } from './kubeconfig.js';
import { POD_RANGE, SERVICE_RANGE, type Layout, type NodeLayout } from './layout.js';

export async function proxy(layout: Layout, node: NodeLayout, binaries: Binaries): Promise<Daemon> {
  const file = join(node.folder, 'proxy.json');
  const configuration = {
    apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
    kind: 'KubeProxyConfiguration',
    mode: 'nftables',
    clientConnection: { kubeconfig: kubeconfigOf(layout, 'proxy') },
    clusterCIDR: POD_RANGE,
    hostnameOverride: node.name,
    // Those of the machine are not a node's to change.
    conntrack: { maxPerCore: 0, min: 0 },
  };
  await writeFile(file, JSON.stringify(configuration, null, 2));
  return {
    name: `kube-proxy-${node.name}`,
    node: node.name,
    command: join(binaries.kubernetes, 'kube-proxy'),
    args: [`--config=${file}`],
  };
}

export function networkPolicies(layout: Layout, node: NodeLayout, binaries: Binaries): Daemon {
  return {
    name: `kube-router-${node.name}`,
    node: node.name,
    command: join(binaries.kubeRouter, 'kube-router'),
    args: [
      `--kubeconfig=${kubeconfigOf(layout, 'policy')}`,
      `--hostname-override=${node.name}`,
      ...['--run-firewall=true', '--run-router=false', '--run-service-proxy=false'],
      `--service-cluster-ip-range=${SERVICE_RANGE}`,
    ],
  };
}

export async function dns(layout: Layout, binaries: Binaries): Promise<Daemon> {
  const [node] = layout.nodes;
  const file = join(layout.folder, 'Corefile');
  await writeFile(
    file,
    `.:53 {
  bind ${node!.address}
  errors
  ready 127.0.0.1:8181
  kubernetes cluster.local in-addr.arpa {
    kubeconfig ${kubeconfigOf(layout, 'dns')}
    pods insecure
    ttl 5
  }
  cache 5
}
`,
  );
  return {
    name: 'coredns',
    node: node!.name,
    command: join(binaries.coredns, 'coredns'),
    args: ['-conf', file],
  };
}
