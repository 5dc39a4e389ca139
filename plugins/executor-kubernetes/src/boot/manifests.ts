import { stringify } from 'yaml';
import type { Right } from '../client/client.js';
import { LABELS } from '../pod/names.js';
import { RIGHTS, SECRET_RIGHTS } from './rights.js';

export interface ManifestOptions {
  /** Where jobs run. */
  readonly namespaces: readonly string[];
  /** Where the worker runs, and as whom. */
  readonly platform: string;
  readonly serviceAccount: string;
  /** Networks that jobs may reach although they are private: the platform's own addresses. */
  readonly allow: readonly string[];
  /** What the namespaces enforce: `baseline` for the profile `root`. */
  readonly podSecurity: 'restricted' | 'baseline' | 'privileged';
}

const PRIVATE = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '169.254.0.0/16',
];
const PRIVATE_6 = ['fc00::/7', 'fe80::/10'];

/** Objects that a cluster needs before a worker can use it: for `kubectl apply -f -`. */
export function manifests(options: ManifestOptions): string {
  const objects = options.namespaces.flatMap((namespace) => [
    namespaceOf(namespace, options),
    roleOf(namespace),
    bindingOf(namespace, options),
    policyOf(namespace, options.allow),
  ]);
  return objects.map((object) => stringify(object)).join('---\n');
}

const NAME = 'turnpike-worker';

function namespaceOf(name: string, { podSecurity }: ManifestOptions): object {
  const labels = { 'pod-security.kubernetes.io/enforce': podSecurity };
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

function roleOf(namespace: string): object {
  const rules = byResource([...RIGHTS, ...SECRET_RIGHTS]);
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name: NAME, namespace },
    rules: [...rules].map(([resource, verbs]) => ({
      apiGroups: [''],
      resources: [resource],
      verbs,
    })),
  };
}

function byResource(rights: readonly Right[]): ReadonlyMap<string, readonly string[]> {
  const rules = new Map<string, string[]>();
  for (const { verb, resource, subresource } of rights) {
    const name = subresource ? `${resource}/${subresource}` : resource;
    rules.set(name, [...(rules.get(name) ?? []), verb]);
  }
  return rules;
}

function bindingOf(namespace: string, { platform, serviceAccount }: ManifestOptions): object {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: NAME, namespace },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: NAME },
    subjects: [{ kind: 'ServiceAccount', name: serviceAccount, namespace: platform }],
  };
}

/** Nobody reaches a job; a job reaches names, the internet, and of private networks what is allowed. */
function policyOf(namespace: string, allow: readonly string[]): object {
  const dns = [
    { protocol: 'UDP', port: 53 },
    { protocol: 'TCP', port: 53 },
  ];
  const internet = [
    { ipBlock: { cidr: '0.0.0.0/0', except: PRIVATE } },
    { ipBlock: { cidr: '::/0', except: PRIVATE_6 } },
  ];
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'turnpike-jobs', namespace },
    spec: {
      podSelector: { matchLabels: { [LABELS.managedBy]: 'turnpike' } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [],
      egress: [
        { ports: dns },
        { to: internet },
        ...(allow.length > 0 ? [{ to: allow.map((cidr) => ({ ipBlock: { cidr } })) }] : []),
      ],
    },
  };
}
