/** What the cluster takes from Debian. */
import { accessSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';

const PLACES = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];
/** A command of each, or a file. */
const PACKAGES: Readonly<Record<string, string>> = {
  'etcd-server': 'etcd',
  containerd: 'containerd',
  runc: 'runc',
  'containernetworking-plugins': '/usr/lib/cni/bridge',
  nftables: 'nft',
  iptables: 'iptables',
  ipset: 'ipset',
  iproute2: 'ip',
  procps: 'sysctl',
  openssl: 'openssl',
  gcc: 'gcc',
  'libc6-dev': '/usr/include/stdlib.h',
  unzip: 'unzip',
  'nginx-light': 'nginx',
  'docker-registry': 'docker-registry',
  'busybox-static': 'busybox',
};
const FOR_TWO: Readonly<Record<string, string>> = {
  'libseccomp-dev': '/usr/include/seccomp.h',
  'pkg-config': 'pkg-config',
};

/** Throws with the names of those that are not installed, and the command that installs them. */
export function checkMachine(nodes: 1 | 2): void {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    throw new Error('The cluster makes network namespaces and mounts. → Run it as root, on Linux.');
  const wanted = { ...PACKAGES, ...(nodes === 2 ? FOR_TWO : {}) };
  const missing = Object.entries(wanted).flatMap(([name, thing]) => (isThere(thing) ? [] : [name]));
  if (missing.length > 0)
    throw new Error(
      `Not installed: ${missing.join(', ')}. → apt-get install --no-install-recommends ${missing.join(' ')}`,
    );
}

const isThere = (thing: string): boolean =>
  thing.startsWith('/') ? existsSync(thing) : PLACES.some((place) => isCommand(join(place, thing)));

function isCommand(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
