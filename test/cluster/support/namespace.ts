/** A namespace a test. */
import { randomBytes } from 'node:crypto';
import type { Kubectl } from '../plane/client.js';
import { until } from '../plane/shell.js';
import type { Cluster } from './cluster.js';

export interface TestNamespace {
  readonly name: string;
  /** In this namespace. */
  readonly kubectl: Kubectl;
  /** Creates or changes what is given as an object. */
  apply(...objects: readonly unknown[]): Promise<void>;
  /** Of an object that is there: as the API server has it. Throws where it is not. */
  get<T>(kind: string, name: string): Promise<T>;
  /** Ends all in it at once. */
  remove(): Promise<void>;
}

export async function makeNamespace(
  { kubectl }: Cluster,
  labels: Readonly<Record<string, string>> = {},
): Promise<TestNamespace> {
  const name = `test-${randomBytes(4).toString('hex')}`;
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
  await kubectl(['apply', '--filename=-'], { input });
  const within: Kubectl = (args, options) => kubectl([`--namespace=${name}`, ...args], options);
  // Pods are refused before it is there.
  await until('the service account', () => within(['get', 'serviceaccount', 'default']));
  return {
    name,
    kubectl: within,
    async apply(...items) {
      const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
      await within(['apply', '--filename=-'], { input: list });
    },
    async get<T>(kind: string, object: string) {
      return JSON.parse(await within(['get', kind, object, '--output=json'])) as T;
    },
    async remove() {
      const now = ['--grace-period=0', '--force', '--wait=false'];
      await within(['delete', 'pods', '--all', ...now]);
      await kubectl(['delete', 'namespace', name, '--ignore-not-found']);
    },
  };
}
