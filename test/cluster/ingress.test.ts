import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { API_ADDRESS } from './plane/layout.js';
import { findCluster, type Cluster } from './support/cluster.js';
import { makeNamespace, type TestNamespace } from './support/namespace.js';
import { shellPod, untilReady } from './support/pods.js';
import { shellImage } from './support/shell-image.js';

const folder = mkdtempSync(join(tmpdir(), 'turnpike-cluster-test-'));
const ANSWER = 'HTTP/1.1 200 OK\\r\\nContent-Length: 6\\r\\nConnection: close\\r\\n\\r\\nhello\\n';
let cluster: Cluster;
let namespace: TestNamespace;

beforeAll(async () => {
  cluster = await findCluster();
  await cluster.load(await shellImage(folder));
  namespace = await makeNamespace(cluster);
});
afterAll(async () => {
  await namespace?.remove();
  rmSync(folder, { recursive: true, force: true });
});

function ask(host: string): Promise<{ readonly status: number; readonly body: string }> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: API_ADDRESS, port: 80, headers: { host } }, (answer) => {
      let body = '';
      answer.on('data', (chunk: Buffer) => (body += chunk.toString()));
      answer.on('end', () => resolve({ status: answer.statusCode!, body }));
    });
    asked.on('error', reject).end();
  });
}

describe('ingress of the cluster', () => {
  it('leads a host to pods, as long as the object is there', async () => {
    const host = `${namespace.name}.test`;
    const backend = { service: { name: 'web', port: { name: 'http' } } };
    await namespace.apply(
      shellPod('web', `while true; do printf '${ANSWER}' | nc -l -p 8000; done`),
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'web' },
        spec: { selector: { name: 'web' }, ports: [{ name: 'http', port: 80, targetPort: 8000 }] },
      },
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'Ingress',
        metadata: { name: 'web' },
        spec: {
          ingressClassName: 'nginx',
          rules: [{ host, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }],
        },
      },
    );
    await untilReady(namespace, 'web');
    await expect.poll(() => ask(host)).toEqual({ status: 200, body: 'hello\n' });
    expect((await ask('other.test')).status).toBe(404);
    await namespace.kubectl(['delete', 'ingress', 'web']);
    await expect.poll(async () => (await ask(host)).status).toBe(404);
  });
});
