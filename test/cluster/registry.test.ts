import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FAULTY_REGISTRY, PRIVATE_REGISTRY, REGISTRY, REGISTRY_LOGIN } from './plane/registry.js';
import { findCluster, type Cluster } from './support/cluster.js';
import { makeNamespace, type TestNamespace } from './support/namespace.js';
import { shellPod, untilEnded } from './support/pods.js';
import { pushImage } from './support/registry.js';
import { shellImage } from './support/shell-image.js';

const folder = mkdtempSync(join(tmpdir(), 'turnpike-cluster-test-'));
let cluster: Cluster;
let namespace: TestNamespace;
/** In both registries. */
let name: string;

beforeAll(async () => {
  cluster = await findCluster();
  const image = await shellImage(folder);
  await cluster.load(image);
  name = (await pushImage(cluster, image)).slice(REGISTRY.length);
  namespace = await makeNamespace(cluster);
});
afterAll(async () => {
  await namespace?.remove();
  rmSync(folder, { recursive: true, force: true });
});

const puller = (pod: string, image: string, spec = {}, node = 'one'): unknown =>
  shellPod(pod, 'echo pulled', {
    node,
    spec: { containers: [{ name: 'main', image, imagePullPolicy: 'Always' }], ...spec },
  });

/** What the kubelet says of a pull that failed. */
const complaint = (pod: string): Promise<string> => {
  const fields = `--field-selector=involvedObject.name=${pod},reason=Failed`;
  return namespace.kubectl(['get', 'events', fields, '--output', 'jsonpath={.items[*].message}']);
};

describe('registries of the cluster', () => {
  it('give an image to every node', async () => {
    for (const node of cluster.state.nodes) {
      const pod = `pulls-${node.name}`;
      await namespace.apply(puller(pod, `${REGISTRY}${name}`, {}, node.name));
      expect(await untilEnded(namespace, pod)).toBe('Succeeded');
    }
  });

  it('give it only to who knows the password, where they want one', async () => {
    const image = `${PRIVATE_REGISTRY}${name}`;
    await namespace.apply(puller('stranger', image));
    await expect
      .poll(() => complaint('stranger'))
      .toMatch(/401|authorization failed|no basic auth/);
    const { user, password } = REGISTRY_LOGIN;
    await namespace.kubectl([
      ...['create', 'secret', 'docker-registry', 'login', `--docker-server=${PRIVATE_REGISTRY}`],
      ...[`--docker-username=${user}`, `--docker-password=${password}`],
    ]);
    await namespace.apply(puller('friend', image, { imagePullSecrets: [{ name: 'login' }] }));
    expect(await untilEnded(namespace, 'friend')).toBe('Succeeded');
  });

  it('say what they do not have', async () => {
    await namespace.apply(puller('absent', `${REGISTRY}/absent:1`));
    await expect.poll(() => complaint('absent')).toContain('not found');
  });

  it('may be one of a test, which says that it is asked too often', async () => {
    const [host, port] = FAULTY_REGISTRY.split(':');
    const server = createServer((_request, response) => void response.writeHead(429).end());
    server.listen(Number(port), host);
    await once(server, 'listening');
    try {
      await namespace.apply(puller('hasty', `${FAULTY_REGISTRY}/any:1`));
      await expect.poll(() => complaint('hasty')).toContain('429 Too Many Requests');
    } finally {
      server.close();
    }
  });
});
