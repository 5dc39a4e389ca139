/** The agent of a node. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Binaries } from './binaries.js';
import { kubeletName } from './certificates.js';
import { ENDPOINT } from './containerd.js';
import type { Daemon } from './daemons.js';
import { kubeconfigOf } from './kubeconfig.js';
import { DNS_SERVICE, type Layout, type NodeLayout } from './layout.js';

/** Writes its configuration and says how it is started: after its runtime, whose socket it looks for only once. */
export async function kubelet(
  layout: Layout,
  node: NodeLayout,
  binaries: Binaries,
): Promise<Daemon> {
  const root = join(node.folder, 'kubelet');
  const file = join(node.folder, 'kubelet.json');
  const resolver = join(node.folder, 'resolv.conf');
  await mkdir(root, { recursive: true });
  await writeFile(resolver, '');
  await writeFile(file, JSON.stringify(configuration(layout, node, resolver), null, 2));
  return {
    name: kubeletName(node),
    node: node.name,
    command: join(binaries.kubernetes, 'kubelet'),
    args: [
      `--config=${file}`,
      `--kubeconfig=${kubeconfigOf(layout, kubeletName(node))}`,
      `--hostname-override=${node.name}`,
      `--node-ip=${node.address}`,
      `--root-dir=${root}`,
      // The programs of it all are in the same folder; pods choose a node by what runs there.
      `--node-labels=turnpike.test/runtime=${node.name === 'one' ? 'old' : 'new'}`,
    ],
  };
}

function configuration(layout: Layout, node: NodeLayout, resolvConf: string): unknown {
  const file = (suffix: string): string => join(layout.certificates, suffix);
  return {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    authentication: {
      anonymous: { enabled: false },
      webhook: { enabled: true },
      x509: { clientCAFile: file('ca.crt') },
    },
    authorization: { mode: 'Webhook' },
    tlsCertFile: file(`${kubeletName(node)}.crt`),
    tlsPrivateKeyFile: file(`${kubeletName(node)}.key`),
    containerRuntimeEndpoint: ENDPOINT,
    clusterDNS: [DNS_SERVICE],
    clusterDomain: 'cluster.local',
    resolvConf,
    cgroupDriver: 'cgroupfs',
    cgroupRoot: `/${node.cgroup}`,
    failCgroupV1: false,
    failSwapOn: false,
    // Negative ones need CAP_SYS_RESOURCE.
    oomScoreAdj: 0,
    // The disk and memory are those of the machine, on which much else runs.
    evictionHard: {
      'memory.available': '100Mi',
      'nodefs.available': '1%',
      'nodefs.inodesFree': '1%',
      'imagefs.available': '1%',
    },
    // Images are brought by hand and cannot be had again.
    imageGCHighThresholdPercent: 100,
    imageGCLowThresholdPercent: 99,
    volumePluginDir: join(node.folder, 'kubelet/volume-plugins'),
    maxPods: 250,
  };
}
