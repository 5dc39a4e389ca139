/** The cluster that stands, for tests. */
import { endDaemon, isUp, pidOf, startAgain } from '../plane/daemons.js';
import { kubectlOf, type Kubectl } from '../plane/client.js';
import { importImage } from '../plane/containerd.js';
import { layoutOf, type NodeLayout } from '../plane/layout.js';
import { standing } from '../plane/standing.js';
import type { State } from '../plane/state.js';
import type { Image } from './image.js';

export interface Cluster {
  readonly state: State;
  readonly kubeconfig: string;
  readonly kubectl: Kubectl;
  node(name: NodeLayout['name']): NodeLayout;
  /** Makes an image known to all nodes: pods use it with `imagePullPolicy: Never`. */
  load(image: Image): Promise<void>;
  /** Kills one of its programs: `kube-apiserver`, `kubelet-two`, … Resolves when it is gone. */
  kill(daemon: string, signal?: NodeJS.Signals): Promise<void>;
  /** Starts again what was killed. What is up already stays. */
  start(daemon: string): Promise<void>;
  pidOf(daemon: string): Promise<number>;
}

/** Throws where none stands. */
export async function findCluster(): Promise<Cluster> {
  const layout = layoutOf();
  const state = await standing(layout);
  if (!state) throw new Error('No cluster stands here. → npm run cluster, or npm run test:cluster');
  return {
    state,
    kubeconfig: state.kubeconfig,
    kubectl: kubectlOf(layout, state.binaries),
    node(name) {
      const node = state.nodes.find((candidate) => candidate.name === name);
      if (!node) throw new Error(`The cluster has no node "${name}". → npm run cluster`);
      return node;
    },
    async load(image) {
      for (const node of state.nodes) await importImage(node, image.file, state.binaries);
    },
    kill: (daemon, signal) => endDaemon(layout, daemon, signal),
    async start(daemon) {
      if (!(await isUp(layout, daemon))) await startAgain(layout, daemon);
    },
    pidOf: (daemon) => pidOf(layout, daemon),
  };
}
