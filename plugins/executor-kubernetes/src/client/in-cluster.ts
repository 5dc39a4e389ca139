import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '@turnpike/sdk';
import type { ClusterAccess } from './access.js';

const FOLDER = '/var/run/secrets/kubernetes.io/serviceaccount';
/** The kubelet writes a new token long before the old one ends. */
const TOKEN_MS = 60_000;

/** Is this process in a pod with a service account? */
export function isInCluster(env: NodeJS.ProcessEnv = process.env): boolean {
  return Boolean(env['KUBERNETES_SERVICE_HOST'] && env['KUBERNETES_SERVICE_PORT']);
}

/** Access of the pod's own service account. Throws ConfigError where the pod was given none. */
export async function inClusterAccess(
  env: NodeJS.ProcessEnv = process.env,
  folder = FOLDER,
): Promise<ClusterAccess> {
  const host = env['KUBERNETES_SERVICE_HOST'] ?? '';
  const port = env['KUBERNETES_SERVICE_PORT'] ?? '443';
  const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');
  const token = rereadToken(() => read('token'));
  try {
    const [ca, namespace] = await Promise.all([read('ca.crt'), read('namespace'), token()]);
    return {
      server: `https://${host.includes(':') ? `[${host}]` : host}:${port}`,
      tls: { ca },
      headers: async (again) => ({ authorization: `Bearer ${await token(again)}` }),
      namespace: namespace.trim(),
      source: 'the service account of this pod',
    };
  } catch (cause) {
    throw new ConfigError(
      'TURNPIKE_CONFIG_INVALID',
      `This pod has no service account: ${(cause as Error).message}`,
      {
        key: 'executor-kubernetes.kubeconfig',
        wayOut:
          'Set `automountServiceAccountToken: true` for the pod of the worker, or name a kubeconfig file.',
      },
      cause,
    );
  }
}

/** Reads a token that somebody else renews, at most once a minute. */
export function rereadToken(read: () => Promise<string>): (again?: boolean) => Promise<string> {
  let known = '';
  let readAt = -Infinity;
  return async (again = false) => {
    if (!again && performance.now() - readAt < TOKEN_MS) return known;
    known = (await read()).trim();
    readAt = performance.now();
    return known;
  };
}
