/** Folders of the programs that the cluster is made of. */
import { tool } from '../../support/tool-room.js';
import { kubectlAndHelm } from '../tools/kubectl-and-helm.js';
import { containerd, coredns, kubernetes, kubeRouter, runc } from '../tools/recipes.js';

export interface Binaries {
  readonly kubernetes: string;
  /** kubectl and helm. */
  readonly clients: string;
  readonly coredns: string;
  readonly kubeRouter: string;
  /** Undefined for a cluster of one node, whose runtime is Debian's. */
  readonly containerd?: string;
  readonly runc?: string;
}

/** Builds what is not there, one after the other: each takes all of the machine, and much of its memory. */
export async function getBinaries(nodes: 1 | 2): Promise<Binaries> {
  const common = {
    clients: await tool(kubectlAndHelm),
    kubernetes: await tool(kubernetes),
    coredns: await tool(coredns),
    kubeRouter: await tool(kubeRouter),
  };
  if (nodes === 1) return common;
  return { ...common, containerd: await tool(containerd), runc: await tool(runc) };
}
