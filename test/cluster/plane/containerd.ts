/** Runtimes of the nodes: an old one on the first, one of today on the second. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Binaries } from './binaries.js';
import type { Daemon } from './daemons.js';
import type { Layout, NodeLayout } from './layout.js';
import { PAUSE } from './pause.js';
import { run } from './shell.js';

/** Of Debian's containernetworking-plugins. */
const CNI_PLUGINS = '/usr/lib/cni';
const SOCKET = '/run/containerd/containerd.sock';

const containerdName = (node: NodeLayout): string => `containerd-${node.name}`;
/** As programs on the node see it. */
export const ENDPOINT = `unix://${SOCKET}`;

/** Writes its configuration and says how it is started. */
export async function containerd(
  layout: Layout,
  node: NodeLayout,
  binaries: Binaries,
): Promise<Daemon> {
  const folders = {
    cni: join(node.folder, 'network'),
    registries: join(node.folder, 'registries'),
  };
  await mkdir(folders.cni, { recursive: true });
  await mkdir(folders.registries, { recursive: true });
  await writeFile(join(folders.cni, '10-pods.conflist'), JSON.stringify(pods(layout, node)));
  const file = join(node.folder, 'containerd.toml');
  const common = { name: containerdName(node), node: node.name, args: ['--config', file] };
  if (node.name === 'one') {
    await writeFile(file, versionTwo(node, folders));
    return { ...common, command: '/usr/bin/containerd' };
  }
  const { containerd: ofToday = '', runc = '' } = binaries;
  await writeFile(file, versionThree(node, folders, join(runc, 'runc')));
  return {
    ...common,
    command: join(ofToday, 'containerd'),
    // It looks for its shim there.
    env: { PATH: `${ofToday}:/usr/sbin:/usr/bin:/sbin:/bin` },
  };
}

/** Loads an archive of images into what pods of the node may use. */
export async function importImage(
  node: NodeLayout,
  file: string,
  { containerd: ofToday = '' }: Binaries,
): Promise<void> {
  const ctr = node.name === 'one' ? '/usr/bin/ctr' : join(ofToday, 'ctr');
  const space = ['--address', node.socket, '--namespace', 'k8s.io'];
  await run(ctr, [...space, 'images', 'import', file]);
}

/** Each node has a bridge with a range of its own; the other's is behind the other's address. */
function pods(layout: Layout, node: NodeLayout): unknown {
  const ipam = {
    type: 'host-local',
    ranges: [[{ subnet: node.podRange }]],
    routes: [{ dst: '0.0.0.0/0' }],
  };
  return {
    cniVersion: '0.4.0',
    name: `${layout.name}-pods`,
    plugins: [
      { type: 'bridge', bridge: 'cni0', isGateway: true, hairpinMode: true, ipam },
      { type: 'portmap', capabilities: { portMappings: true } },
    ],
  };
}

interface Folders {
  readonly cni: string;
  readonly registries: string;
}

/** Places, and the score that a process without CAP_SYS_RESOURCE may not lower. */
const places = (node: NodeLayout): string => `
root = "${join(node.folder, 'containerd')}"
state = "/run/containerd"
[grpc]
address = "${SOCKET}"
`;

const versionTwo = (node: NodeLayout, { cni, registries }: Folders): string => `version = 2
disabled_plugins = ["io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.zfs", "io.containerd.snapshotter.v1.aufs", "io.containerd.snapshotter.v1.devmapper"]
${places(node)}
[plugins."io.containerd.internal.v1.opt"]
path = "${join(node.folder, 'containerd/opt')}"
[plugins."io.containerd.grpc.v1.cri"]
sandbox_image = "${PAUSE}"
restrict_oom_score_adj = true
[plugins."io.containerd.grpc.v1.cri".cni]
bin_dir = "${CNI_PLUGINS}"
conf_dir = "${cni}"
[plugins."io.containerd.grpc.v1.cri".registry]
config_path = "${registries}"
[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
runtime_type = "io.containerd.runc.v2"
[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
BinaryName = "/usr/sbin/runc"
`;

const versionThree = (
  node: NodeLayout,
  { cni, registries }: Folders,
  runc: string,
): string => `version = 3
${places(node)}
[plugins.'io.containerd.internal.v1.opt']
path = '${join(node.folder, 'containerd/opt')}'
[plugins.'io.containerd.cri.v1.images'.pinned_images]
sandbox = '${PAUSE}'
[plugins.'io.containerd.cri.v1.images'.registry]
config_path = '${registries}'
[plugins.'io.containerd.cri.v1.runtime']
restrict_oom_score_adj = true
[plugins.'io.containerd.cri.v1.runtime'.cni]
bin_dirs = ['${CNI_PLUGINS}']
conf_dir = '${cni}'
[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc]
runtime_type = 'io.containerd.runc.v2'
[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc.options]
BinaryName = '${runc}'
`;
