import { readImage } from '@turnpike/sdk/platform';
import type { Container } from '../client/resources.js';
import type { KubernetesConfig } from '../config.js';

/**
 * Credentials of the registries that the containers are pulled from, and of no others. It has the name of the pod.
 * A job of a fork gets only those that are meant for forks: what they open it could read.
 */
export function pullSecretOf(
  name: string,
  containers: readonly Container[],
  { pullSecrets }: KubernetesConfig['images'],
  trust: 'full' | 'fork',
): object | undefined {
  const registries = new Set(containers.map(({ image }) => readImage(image)?.registry));
  const usable = pullSecrets.filter(
    ({ registry, forks }) => registries.has(registry) && (trust === 'full' || forks),
  );
  if (usable.length === 0) return undefined;
  const auths = Object.fromEntries(
    usable.map(({ registry, username, password }) => [
      keyOf(registry),
      { username, password, auth: Buffer.from(`${username}:${password}`).toString('base64') },
    ]),
  );
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'kubernetes.io/dockerconfigjson',
    metadata: { name },
    data: { '.dockerconfigjson': Buffer.from(JSON.stringify({ auths })).toString('base64') },
  };
}

/** Docker's own registry is known by an address of its first version. */
function keyOf(registry: string): string {
  return registry === 'docker.io' ? 'https://index.docker.io/v1/' : registry;
}
