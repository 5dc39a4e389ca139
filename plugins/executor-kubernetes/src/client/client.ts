import type { IncomingMessage } from 'node:http';
import type { Clock, Counter } from '@turnpike/sdk';
import type { ClusterAccess } from './access.js';
import { isApiError } from './api-error.js';
import { openExec, type Exec, type ExecTarget } from './exec.js';
import { createHttp, type Call, type Http } from './http.js';
import type { ClusterEvent, Pod } from './resources.js';
import { createTokenBucket } from './token-bucket.js';
import { listPages } from './watch.js';

/** The calls that an executor makes, and no others. All throw ApiError. */
export interface ClusterClient {
  readonly http: Http;
  readonly access: ClusterAccess;
  version(): Promise<{
    readonly gitVersion: string;
    readonly major: string;
    readonly minor: string;
  }>;
  createPod(pod: Pod, signal?: AbortSignal): Promise<Pod>;
  /** undefined: there is none. From the database of the cluster, not from a cache. */
  pod(namespace: string, name: string, signal?: AbortSignal): Promise<Pod | undefined>;
  pods(namespace: string, selector: string, signal?: AbortSignal): Promise<readonly Pod[]>;
  /** Gone already, or somebody else by now: as well. */
  deletePod(pod: Pod, graceSeconds: number): Promise<void>;
  createSecret(namespace: string, secret: object, signal?: AbortSignal): Promise<void>;
  /** What happened to one pod, of the last hour; may be some seconds old. */
  events(pod: Pod, signal?: AbortSignal): Promise<readonly ClusterEvent[]>;
  exec(target: ExecTarget, signal?: AbortSignal): Promise<Exec>;
  /** The last lines of a container's own output. */
  tail(namespace: string, pod: string, container: string, lines: number): Promise<string>;
  mayI(namespace: string, right: Right): Promise<boolean>;
  close(): void;
}
export interface Right {
  readonly verb: string;
  readonly resource: string;
  readonly subresource?: string;
}

export interface ClientOptions {
  readonly access: ClusterAccess;
  readonly rate: { readonly requestsPerSecond: number; readonly createsPerSecond: number };
  readonly clock: Pick<Clock, 'monotonic' | 'sleep'>;
  readonly calls?: Counter;
}

const in_ = (namespace: string, kind: string): string => `/api/v1/namespaces/${namespace}/${kind}`;

export function createClient({ access, rate, clock, calls }: ClientOptions): ClusterClient {
  const plain = createHttp(access);
  const bucket = (perSecond: number) =>
    createTokenBucket({ perSecond, burst: perSecond * 2 }, clock);
  const [any, creates] = [bucket(rate.requestsPerSecond), bucket(rate.createsPerSecond)];
  const http = counted(plain, calls, (signal) => any.take(signal));

  return {
    http,
    access,
    version: () => http.send({ method: 'GET', path: '/version' }),
    async createPod(pod, signal) {
      await creates.take(signal);
      const path = in_(pod.metadata.namespace ?? '', 'pods');
      return http.send<Pod>({ method: 'POST', path, body: pod, ...(signal && { signal }) });
    },
    async pod(namespace, name, signal) {
      const path = `${in_(namespace, 'pods')}/${name}`;
      return absent(http.send<Pod>({ method: 'GET', path, ...(signal && { signal }) }));
    },
    async pods(namespace, selector, signal) {
      const query = `labelSelector=${encodeURIComponent(selector)}`;
      return (await listPages<Pod>(http, in_(namespace, 'pods'), query, signal)).items;
    },
    async deletePod({ metadata }, gracePeriodSeconds) {
      const path = `${in_(metadata.namespace ?? '', 'pods')}/${metadata.name}`;
      const body = {
        apiVersion: 'v1',
        kind: 'DeleteOptions',
        gracePeriodSeconds,
        propagationPolicy: 'Background',
        ...(metadata.uid && { preconditions: { uid: metadata.uid } }),
      };
      await http.send({ method: 'DELETE', path, body }).catch((error: unknown) => {
        if (!isApiError(error, 404, 409)) throw error;
      });
    },
    async createSecret(namespace, secret, signal) {
      const path = in_(namespace, 'secrets');
      const call = http.send({ method: 'POST', path, body: secret, ...(signal && { signal }) });
      await call.catch((error: unknown) => {
        if (!isApiError(error, 409)) throw error;
      });
    },
    async events({ metadata }, signal) {
      const selector = encodeURIComponent(`involvedObject.uid=${metadata.uid ?? ''}`);
      const path = in_(metadata.namespace ?? '', 'events');
      const query = `fieldSelector=${selector}&resourceVersion=0`;
      return (await listPages<ClusterEvent>(http, path, query, signal)).items;
    },
    async exec(target, signal) {
      await any.take(signal);
      return openExec(access, target, signal ? { signal } : {});
    },
    async tail(namespace, pod, container, lines) {
      const query = `container=${container}&tailLines=${lines}&limitBytes=65536`;
      const path = `${in_(namespace, 'pods')}/${pod}/log?${query}`;
      return textOf(await http.open({ method: 'GET', path }));
    },
    async mayI(namespace, { verb, resource, subresource }) {
      const attributes = { namespace, verb, resource, ...(subresource && { subresource }) };
      const review = await http.send<{ readonly status?: { readonly allowed?: boolean } }>({
        method: 'POST',
        path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
        body: {
          apiVersion: 'authorization.k8s.io/v1',
          kind: 'SelfSubjectAccessReview',
          spec: { resourceAttributes: attributes },
        },
      });
      return review.status?.allowed === true;
    },
    close: () => plain.close(),
  };
}

/** Every call waits for its turn and is counted by verb and status. */
function counted(
  http: Http,
  calls: Counter | undefined,
  turn: (signal?: AbortSignal) => Promise<void>,
): Http {
  const around = async <T>(call: Call, work: () => Promise<T>): Promise<T> => {
    await turn(call.signal);
    let code = 'ok';
    try {
      return await work();
    } catch (error) {
      code = isApiError(error) ? String(error.status || 'none') : 'aborted';
      throw error;
    } finally {
      calls?.inc({ verb: call.method, code });
    }
  };
  return {
    access: http.access,
    send: (call) => around(call, () => http.send(call)),
    open: (call) => around(call, () => http.open(call)),
    close: () => http.close(),
  };
}

async function absent<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isApiError(error, 404)) return undefined;
    throw error;
  }
}

async function textOf(answer: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of answer as AsyncIterable<Buffer>) text += part.toString();
  return text;
}
