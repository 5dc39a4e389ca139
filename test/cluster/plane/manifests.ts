/** What the cluster has from its beginning: rights of its own programs, and the Service of its DNS. */
import { DNS_SERVICE, type Layout } from './layout.js';

const RIGHTS = [
  {
    user: 'turnpike:dns',
    rules: [
      reads('', 'endpoints', 'services', 'pods', 'namespaces'),
      reads('discovery.k8s.io', 'endpointslices'),
    ],
  },
  {
    user: 'turnpike:policy',
    rules: [
      reads('', 'namespaces', 'pods', 'services', 'nodes', 'endpoints'),
      reads('networking.k8s.io', 'networkpolicies'),
      reads('discovery.k8s.io', 'endpointslices'),
    ],
  },
  {
    user: 'turnpike:ingress',
    rules: [
      reads('', 'services', 'secrets'),
      reads('networking.k8s.io', 'ingresses', 'ingressclasses'),
    ],
  },
] as const;

/** All of them, as `kubectl apply` takes them. */
export const manifests = (layout: Layout): string =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'List',
    items: [...rights(), ...dnsService(layout), ingressClass],
  });

/** Takes what names no class, as the only one of a cluster does. */
const ingressClass = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'IngressClass',
  metadata: {
    name: 'nginx',
    annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' },
  },
  spec: { controller: 'turnpike.test/nginx' },
};

function reads(group: string, ...resources: readonly string[]): unknown {
  return { apiGroups: [group], resources, verbs: ['get', 'list', 'watch'] };
}

function rights(): readonly unknown[] {
  const apiVersion = 'rbac.authorization.k8s.io/v1';
  return RIGHTS.flatMap(({ user, rules }) => {
    const metadata = { name: user };
    const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: user };
    const subjects = [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: user }];
    return [
      { apiVersion, kind: 'ClusterRole', metadata, rules },
      { apiVersion, kind: 'ClusterRoleBinding', metadata, roleRef, subjects },
    ];
  });
}

/** CoreDNS runs on the node itself, so its Service selects no pods. */
function dnsService({ nodes }: Layout): readonly unknown[] {
  const metadata = { name: 'kube-dns', namespace: 'kube-system' };
  const ports = (['UDP', 'TCP'] as const).map((protocol) => ({
    name: `dns-${protocol.toLowerCase()}`,
    protocol,
    port: 53,
  }));
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: { clusterIP: DNS_SERVICE, ports },
    },
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { ...metadata, labels: { 'kubernetes.io/service-name': metadata.name } },
      addressType: 'IPv4',
      endpoints: [{ addresses: [nodes[0]!.address], conditions: { ready: true } }],
      ports,
    },
  ];
}
