/** Programs of the cluster that no package has, each of an exact version. */
import { goInstall, goModule } from '../../support/go-tool.js';
import type { ToolRecipe } from '../../support/tool-room.js';

const KUBERNETES = '1.34.4';
const stamp = 'k8s.io/component-base/version';

const folder = (name: string): string => new URL(`./${name}/`, import.meta.url).pathname;

export const kubernetes: ToolRecipe = goModule({
  name: 'kubernetes',
  version: `v${KUBERNETES}`,
  module: folder('kubernetes'),
  // Else the server says that it is v0.0.0, and clients believe it.
  ldflags: `-X ${stamp}.gitVersion=v${KUBERNETES} -X ${stamp}.gitMajor=1 -X ${stamp}.gitMinor=34`,
  packages: [
    'kube-apiserver',
    'kube-controller-manager',
    'kube-scheduler',
    'kubelet',
    'kube-proxy',
  ].map((name) => `k8s.io/kubernetes/cmd/${name}`),
});

export const coredns: ToolRecipe = goModule({
  name: 'coredns',
  version: 'v1.14.1',
  module: folder('coredns'),
  packages: ['.'],
});

export const kubeRouter: ToolRecipe = goInstall({
  name: 'kube-router',
  version: 'v2.1.0',
  packages: ['github.com/cloudnativelabs/kube-router/v2/cmd/kube-router'],
});

export const containerd: ToolRecipe = goInstall({
  name: 'containerd',
  version: 'v2.4.2',
  packages: ['containerd', 'containerd-shim-runc-v2', 'ctr'].map(
    (name) => `github.com/containerd/containerd/v2/cmd/${name}`,
  ),
});

export const runc: ToolRecipe = goInstall({
  name: 'runc',
  version: 'v1.5.3',
  cgo: true,
  // Without it every pod fails: "seccomp not supported".
  tags: ['seccomp'],
  packages: ['github.com/opencontainers/runc'],
});

export const kubeconform: ToolRecipe = goInstall({
  name: 'kubeconform',
  version: 'v0.8.0',
  packages: ['github.com/yannh/kubeconform/cmd/kubeconform'],
});
