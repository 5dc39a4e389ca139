/** A namespace for the platform, with what an operator has there before the chart: claims, certificates, keys of S3. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../plane/shell.js';
import type { Cluster } from '../support/cluster.js';
import { makeNamespace, type TestNamespace } from '../support/namespace.js';
import { pushImage } from '../support/registry.js';
import { jobImage, postgresImage, serverImage, toolsImageAs } from './images.js';

const HUB = 'docker.io/library';

/** Under the names that the chart's values have: ours on the nodes, the others to be pulled from the cluster's registry. */
export async function loadImages(cluster: Cluster, say: (words: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'turnpike-images-'));
  try {
    for (const [make, name, isPulled] of [
      [serverImage, 'turnpike:0.1.0', false],
      [postgresImage, 'postgres:17', false],
      [toolsImageAs, 'turnpike-tools:0.1.0', true],
      [jobImage, 'buildpack-deps:stable', true],
    ] as const) {
      const began = performance.now();
      const image = await make(folder, `${HUB}/${name}`);
      await cluster.load(image);
      if (isPulled) await pushImage(cluster, image);
      rmSync(image.file);
      say(`image ${name}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface Trial {
  readonly namespace: TestNamespace;
  remove(): Promise<void>;
}

/** `claims`: names of the claims for which there is a disk. */
export async function makeTrial(
  cluster: Cluster,
  { claims, hosts }: { readonly claims: readonly string[]; readonly hosts: readonly string[] },
): Promise<Trial> {
  const disks = mkdtempSync(join(tmpdir(), 'turnpike-disks-'));
  chmodSync(disks, 0o755);
  const namespace = await makeNamespace(cluster, {
    'pod-security.kubernetes.io/enforce': 'restricted',
  });
  await namespace.apply(
    ...claims.map((claim) => volume(namespace.name, claim, join(disks, claim))),
    await certificate(hosts),
  );
  return {
    namespace,
    async remove() {
      await namespace.remove();
      await cluster.kubectl([
        'delete',
        'namespace',
        `${namespace.name}-jobs`,
        '--ignore-not-found',
      ]);
      for (const claim of claims)
        await cluster.kubectl(['delete', 'persistentvolume', `${namespace.name}-${claim}`]);
      rmSync(disks, { recursive: true, force: true });
    },
  };
}

/** A folder of this machine, which both nodes see. */
function volume(namespace: string, claim: string, path: string): unknown {
  mkdirSync(path);
  chmodSync(path, 0o777);
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: `${namespace}-${claim}` },
    spec: {
      capacity: { storage: '20Gi' },
      accessModes: ['ReadWriteOnce'],
      persistentVolumeReclaimPolicy: 'Retain',
      claimRef: { namespace, name: claim },
      hostPath: { path },
    },
  };
}

/** Signed by itself. */
async function certificate(hosts: readonly string[]): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'turnpike-tls-'));
  const [key, cert] = [join(folder, 'key'), join(folder, 'cert')];
  const names = hosts.map((host) => `DNS:${host}`).join(',');
  try {
    await run('openssl', [
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '30', '-keyout', key],
      ...['-out', cert, '-subj', `/CN=${hosts[0]}`, '-addext', `subjectAltName=${names}`],
    ]);
    const base64 = (file: string): Promise<string> => run('base64', ['-w0', file]);
    return {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'travis-tls' },
      type: 'kubernetes.io/tls',
      data: { 'tls.crt': await base64(cert), 'tls.key': await base64(key) },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
