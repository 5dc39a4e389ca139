/** Names, addresses and folders of the cluster of this machine. */
import { join } from 'node:path';

/** What `TURNPIKE_CLUSTER` may be: it becomes part of names of network namespaces and cgroups. */
const NAME = /^[a-z][a-z0-9]{0,15}$/;

export interface NodeLayout {
  readonly name: 'one' | 'two';
  /** Below `/run/netns`. */
  readonly netns: string;
  /** Of its kubelet, and of all that runs on it. */
  readonly address: string;
  readonly podRange: string;
  /** In every hierarchy of cgroups; pods are below. */
  readonly cgroup: string;
  readonly folder: string;
  /** Its mount namespace is kept here: it sees `run` and `log` of its own folder as `/run` and `/var/log`. */
  readonly mountNamespace: string;
  /** Of containerd, as seen from outside. */
  readonly socket: string;
}

export interface Layout {
  readonly name: string;
  readonly folder: string;
  readonly state: string;
  readonly kubeconfig: string;
  readonly certificates: string;
  readonly logs: string;
  readonly daemons: string;
  readonly nodes: readonly NodeLayout[];
}

export const SERVICE_RANGE = '10.96.0.0/16';
export const API_ADDRESS = '10.77.0.1';
export const API_URL = `https://${API_ADDRESS}:6443`;
/** First of the service range: `kubernetes.default`. */
export const API_SERVICE = '10.96.0.1';
export const DNS_SERVICE = '10.96.0.10';
/** Holds the pod ranges of all nodes. */
export const POD_RANGE = '10.88.0.0/15';

/** Throws where `TURNPIKE_CLUSTER` is no name. */
export function layoutOf(env: NodeJS.ProcessEnv = process.env): Layout {
  const name = env['TURNPIKE_CLUSTER'] ?? 'turnpike';
  if (!NAME.test(name))
    throw new Error(
      `TURNPIKE_CLUSTER is "${name}". → Give it a letter and up to 15 letters and digits.`,
    );
  const folder = join('/var/cache/turnpike-cluster', name);
  return {
    name,
    folder,
    state: join(folder, 'state.json'),
    kubeconfig: join(folder, 'admin.kubeconfig'),
    certificates: join(folder, 'certificates'),
    logs: join(folder, 'logs'),
    daemons: join(folder, 'daemons'),
    nodes: [nodeLayout(name, folder, 'one', 1), nodeLayout(name, folder, 'two', 2)],
  };
}

function nodeLayout(
  cluster: string,
  parent: string,
  name: NodeLayout['name'],
  number: number,
): NodeLayout {
  const folder = join(parent, name);
  return {
    name,
    netns: `${cluster}-${name}`,
    address: `10.77.0.${number}`,
    podRange: `10.${87 + number}.0.0/16`,
    cgroup: `${cluster}-${name}`,
    folder,
    mountNamespace: join(parent, 'namespaces', name),
    socket: join(folder, 'run/containerd/containerd.sock'),
  };
}
