/** One authority, and a certificate for everybody who speaks to the API server or is spoken to. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { API_ADDRESS, API_SERVICE, type Layout, type NodeLayout } from './layout.js';
import { run } from './shell.js';

interface Subject {
  /** Of its files: `<name>.crt`, `<name>.key`. */
  readonly name: string;
  readonly user: string;
  readonly group?: string;
  /** Of a server: what it is called. */
  readonly hosts?: readonly string[];
}

const DAYS = '365';
const CURVE = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
/** That of the machine would add extensions of its own. */
const EMPTY_CONFIG = '[req]\ndistinguished_name = dn\n[dn]\n';

export const kubeletName = (node: NodeLayout): string => `kubelet-${node.name}`;

const subjects = (nodes: readonly NodeLayout[]): readonly Subject[] => [
  { name: 'admin', user: 'admin', group: 'system:masters' },
  { name: 'api-kubelet', user: 'kube-apiserver-kubelet-client', group: 'system:masters' },
  { name: 'controller-manager', user: 'system:kube-controller-manager' },
  { name: 'scheduler', user: 'system:kube-scheduler' },
  { name: 'proxy', user: 'system:kube-proxy' },
  { name: 'dns', user: 'turnpike:dns' },
  { name: 'policy', user: 'turnpike:policy' },
  { name: 'ingress', user: 'turnpike:ingress' },
  {
    name: 'api',
    user: 'kube-apiserver',
    hosts: [
      ...['kubernetes', 'kubernetes.default', 'kubernetes.default.svc', 'localhost'],
      'kubernetes.default.svc.cluster.local',
      ...['127.0.0.1', API_ADDRESS, API_SERVICE],
    ],
  },
  ...nodes.map((node) => ({
    name: kubeletName(node),
    user: `system:node:${node.name}`,
    group: 'system:nodes',
    hosts: [node.name, node.address],
  })),
];

/** Writes the authority, all certificates and the key of service accounts. */
export async function makeCertificates({ certificates, nodes }: Layout): Promise<void> {
  await mkdir(certificates, { recursive: true, mode: 0o700 });
  await writeFile(join(certificates, 'openssl.cnf'), EMPTY_CONFIG);
  const make = (args: readonly string[]): Promise<string> =>
    run('openssl', args, { cwd: certificates });
  const key = ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048', '-out', 'accounts.key'];
  await Promise.all([make(['genpkey', ...key]), make(authority())]);
  await Promise.all(subjects(nodes).map((subject) => make(signed(subject))));
}

function authority(): readonly string[] {
  return [
    ...['req', '-x509', '-config', 'openssl.cnf', ...CURVE, '-days', DAYS],
    ...['-subj', '/CN=turnpike-cluster', '-keyout', 'ca.key', '-out', 'ca.crt'],
    ...['-addext', 'basicConstraints=critical,CA:TRUE'],
    ...['-addext', 'keyUsage=critical,keyCertSign,cRLSign,digitalSignature'],
  ];
}

function signed({ name, user, group, hosts = [] }: Subject): readonly string[] {
  const names = hosts.map((host) => `${/^[\d.]+$/.test(host) ? 'IP' : 'DNS'}:${host}`);
  return [
    ...['req', '-x509', '-config', 'openssl.cnf', ...CURVE, '-days', DAYS],
    ...['-CA', 'ca.crt', '-CAkey', 'ca.key'],
    ...['-subj', `${group ? `/O=${group}` : ''}/CN=${user}`],
    ...['-keyout', `${name}.key`, '-out', `${name}.crt`],
    ...['-addext', 'keyUsage=critical,digitalSignature'],
    ...['-addext', 'extendedKeyUsage=clientAuth,serverAuth'],
    ...(names.length > 0 ? ['-addext', `subjectAltName=${names.join(',')}`] : []),
  ];
}
