import { ConfigError, type Clock } from '@turnpike/sdk';
import { again } from '../client/again.js';
import { ApiError } from '../client/api-error.js';
import type { ClusterClient } from '../client/client.js';
import type { KubernetesConfig } from '../config.js';
import { missingRights, RIGHTS, SECRET_RIGHTS } from './rights.js';

/** What the cluster is, as found at start. */
export interface ClusterFacts {
  readonly version: string;
  readonly namespaces: readonly string[];
}

/** An API server that is being replaced is waited for. */
const PATIENCE_MS = 120_000;

/**
 * Asks before the first job: is the cluster there, and may we do in it what we will do?
 *
 * @throws ConfigError with every right that is missing; ApiError where the server stays away.
 */
export async function probeCluster(
  client: ClusterClient,
  config: KubernetesConfig,
  clock: Clock,
  signal?: AbortSignal,
): Promise<ClusterFacts> {
  const namespaces = namespacesOf(config);
  const rights = config.images.pullSecrets.length > 0 ? [...RIGHTS, ...SECRET_RIGHTS] : RIGHTS;
  try {
    return await again({ clock, signal, ms: PATIENCE_MS }, async () => {
      const { gitVersion } = await client.version();
      const missing = await missingRights(client, namespaces, rights);
      if (missing.length > 0) throw forbidden(client, missing);
      return { version: gitVersion, namespaces };
    });
  } catch (error) {
    throw error instanceof ApiError ? unreachable(client, error) : error;
  }
}

export function namespacesOf({ namespace: { full, fork } }: KubernetesConfig): readonly string[] {
  return [...new Set([full, ...(fork === undefined ? [] : [fork])])];
}

function forbidden({ access }: ClusterClient, missing: readonly string[]): ConfigError {
  return new ConfigError(
    'TURNPIKE_CONFIG_INVALID',
    `The worker may not do in the cluster what it has to (by ${access.source}): ${missing.join('; ')}.`,
    {
      key: 'executor-kubernetes.namespace',
      wayOut:
        'Give it the role of `turnpike manifests`, or name the namespaces in which it has one.',
    },
  );
}

function unreachable({ access }: ClusterClient, error: ApiError): ConfigError {
  const isRefused = error.status === 401 || error.status === 403;
  return new ConfigError(
    'TURNPIKE_CONFIG_INVALID',
    `The cluster ${access.server} (by ${access.source}) ${isRefused ? 'does not take our credentials' : 'does not answer'}: ${error.message}.`,
    {
      key: 'executor-kubernetes.kubeconfig',
      wayOut: '`kubectl get pods` with the same file and user shows whether it works.',
    },
    error,
  );
}
