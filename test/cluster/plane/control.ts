/** etcd and the three programs that decide, on the first node. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Binaries } from './binaries.js';
import type { Daemon } from './daemons.js';
import { kubeconfigOf } from './kubeconfig.js';
import { API_ADDRESS, POD_RANGE, SERVICE_RANGE, type Layout } from './layout.js';

const STORE = 'http://127.0.0.1:2379';

/** In the order of their start. Each waits by itself for the one before. */
export async function controlPlane(
  layout: Layout,
  binaries: Binaries,
): Promise<readonly [etcd: Daemon, api: Daemon, manager: Daemon, scheduler: Daemon]> {
  const data = join(layout.folder, 'etcd');
  await mkdir(data, { recursive: true, mode: 0o700 });
  const node = layout.nodes[0]!.name;
  const own = (name: string, args: readonly string[]): Daemon => ({
    name,
    node,
    command: join(binaries.kubernetes, name),
    args,
  });
  return [
    { name: 'etcd', node, command: 'etcd', args: etcd(data) },
    own('kube-apiserver', apiServer(layout)),
    own('kube-controller-manager', controllerManager(layout)),
    own('kube-scheduler', [
      `--kubeconfig=${kubeconfigOf(layout, 'scheduler')}`,
      ...['--leader-elect=false', '--bind-address=127.0.0.1'],
    ]),
  ];
}

const etcd = (data: string): readonly string[] => [
  `--data-dir=${data}`,
  `--listen-client-urls=${STORE}`,
  `--advertise-client-urls=${STORE}`,
  '--listen-peer-urls=http://127.0.0.1:2380',
  '--log-level=warn',
  '--logger=zap',
  // Its data is worth nothing once the cluster is gone.
  '--unsafe-no-fsync',
];

function apiServer({ certificates }: Layout): readonly string[] {
  const file = (name: string): string => join(certificates, name);
  return [
    `--etcd-servers=${STORE}`,
    // Not loopback: pods reach it under the address that it tells of itself.
    `--advertise-address=${API_ADDRESS}`,
    `--service-cluster-ip-range=${SERVICE_RANGE}`,
    ...['--authorization-mode=Node,RBAC', '--enable-admission-plugins=NodeRestriction'],
    '--allow-privileged=true',
    `--client-ca-file=${file('ca.crt')}`,
    `--tls-cert-file=${file('api.crt')}`,
    `--tls-private-key-file=${file('api.key')}`,
    `--kubelet-certificate-authority=${file('ca.crt')}`,
    `--kubelet-client-certificate=${file('api-kubelet.crt')}`,
    `--kubelet-client-key=${file('api-kubelet.key')}`,
    '--kubelet-preferred-address-types=InternalIP',
    '--service-account-issuer=https://kubernetes.default.svc.cluster.local',
    `--service-account-key-file=${file('accounts.key')}`,
    `--service-account-signing-key-file=${file('accounts.key')}`,
  ];
}

function controllerManager(layout: Layout): readonly string[] {
  const file = (name: string): string => join(layout.certificates, name);
  return [
    `--kubeconfig=${kubeconfigOf(layout, 'controller-manager')}`,
    ...['--leader-elect=false', '--bind-address=127.0.0.1'],
    '--use-service-account-credentials=true',
    `--service-account-private-key-file=${file('accounts.key')}`,
    `--root-ca-file=${file('ca.crt')}`,
    `--cluster-signing-cert-file=${file('ca.crt')}`,
    `--cluster-signing-key-file=${file('ca.key')}`,
    // Pods get addresses by each node's own range, which stays the same when a node is deleted and comes back.
    '--allocate-node-cidrs=false',
    `--cluster-cidr=${POD_RANGE}`,
  ];
}
