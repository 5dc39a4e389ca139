/** Images in the cluster's own registry, from where nodes pull them. */
import type { Cluster } from './cluster.js';
import { inNetwork } from '../plane/network.js';
import { REGISTRY, REGISTRY_LOGIN } from '../plane/registry.js';
import { run } from '../plane/shell.js';
import type { Image } from './image.js';

/** Pushes an image that is loaded on the nodes; the answer is the name under which it can be pulled from there. */
export async function pushImage(
  cluster: Cluster,
  image: Image,
  registry: string = REGISTRY,
): Promise<string> {
  const node = cluster.node('one');
  const repository = image.name.slice(image.name.indexOf('/') + 1);
  const name = `${registry}/${repository}`;
  const ctr = (...args: readonly string[]): Promise<string> => {
    const place = ['--address', node.socket, '--namespace', 'k8s.io', 'images'];
    const [nsenter = '', ...rest] = inNetwork(node, 'ctr', ...place, ...args);
    return run(nsenter, rest);
  };
  await ctr('tag', '--force', image.name, name);
  const login = `${REGISTRY_LOGIN.user}:${REGISTRY_LOGIN.password}`;
  await ctr('push', '--plain-http', '--user', login, name);
  // Else the node has it, and pulls nothing.
  await ctr('remove', name);
  return name;
}
