/**
 * An API server and a node for tests: real HTTP and WebSockets on loopback, containers that are processes of this
 * machine. It does what a real cluster cannot be made to do on demand: cuts streams at any byte, forgets, refuses,
 * goes away and comes back.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import type { ClusterAccess } from '../client/access.js';
import type { ClusterEvent, Pod, PodStatus } from '../client/resources.js';
import { createFakeExec } from './fake-exec.js';
import { createFakeKubelet, type FakeKubelet } from './fake-kubelet.js';
import { answerCall, refuse } from './fake-routes.js';
import { createFakeStore, type FakeStore, type Kept } from './fake-store.js';
import { tearAfter } from './tear.js';

/** What a call meets instead of an answer, or after it. */
export type Fault =
  | {
      readonly status: number;
      readonly reason?: string;
      readonly message?: string;
      readonly retryAfter?: number;
    }
  /** Done, but the answer is lost. */
  | 'unheard'
  /** Never answered. */
  | 'silent'
  /** A command that runs to its end, of which nobody is told. */
  | { readonly untold: true }
  /** The connection is cut after so many bytes of the answer. */
  | { readonly bytes: number };

export interface FakeCluster {
  readonly access: ClusterAccess;
  readonly url: string;
  readonly store: FakeStore;
  readonly kubelet: FakeKubelet;
  /** `METHOD /path?query` of each call so far. */
  readonly calls: readonly string[];
  /** Rights that are refused: `create pods/exec`. */
  readonly denied: Set<string>;
  /** Asked for every call and every exec. */
  fault: (call: string) => Fault | undefined;
  /** Pods of which a test says itself how they do. */
  byHand: (pod: Pod) => boolean;
  pods(): readonly Pod[];
  setStatus(pod: Pod, status: PodStatus): void;
  event(pod: Pod, event: Pick<ClusterEvent, 'reason' | 'message'>): void;
  /** Connections stay, and nothing of what they say is heard any more. */
  freeze(): void;
  /** Cuts all connections; those that come are refused until `back`. */
  away(): Promise<void>;
  back(): Promise<void>;
  close(): Promise<void>;
}

export async function startFakeCluster(
  options: { readonly protocols?: readonly string[] } = {},
): Promise<FakeCluster> {
  const { protocols = ['v5.channel.k8s.io', 'v4.channel.k8s.io'] } = options;
  const folder = mkdtempSync(join(tmpdir(), 'fake-cluster-'));
  const store = createFakeStore();
  const kubelet = createFakeKubelet({ store, folder, isByHand: (pod) => cluster.byHand(pod) });
  const denied = new Set<string>();
  const calls: string[] = [];
  const sockets = new Set<Socket>();
  const exec = createFakeExec({ store, kubelet, protocols });
  let server = listenerOf();
  let port = await listen(server, 0);

  function listenerOf(): Server {
    const next = createServer((request, response) => void serve(request, response));
    next.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) =>
      upgrade(request, socket as Socket, head),
    );
    next.on('connection', (socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => sockets.delete(socket));
    });
    return next;
  }
  function note(request: IncomingMessage): Fault | undefined {
    const call = `${request.method} ${request.url}`;
    calls.push(call);
    return cluster.fault(call);
  }
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const fault = note(request);
    if (fault === 'silent') return;
    if (fault === 'unheard') tearAfter(request.socket, 0);
    else if (fault && 'bytes' in fault) tearAfter(request.socket, fault.bytes);
    else if (fault && 'status' in fault) {
      if (fault.retryAfter !== undefined) response.setHeader('retry-after', fault.retryAfter);
      return refuse(response, fault.status, fault.reason ?? 'Fault', fault.message ?? 'planted');
    }
    await answerCall({ store, kubelet, denied }, request, response).catch(() => response.destroy());
  }
  function upgrade(request: IncomingMessage, socket: Socket, head: Buffer): void {
    const fault = note(request);
    if (fault === 'silent') return;
    if (fault === 'unheard') tearAfter(socket, 0);
    else if (fault && 'bytes' in fault) tearAfter(socket, fault.bytes);
    else if (fault && 'status' in fault)
      return void socket.end(`HTTP/1.1 ${fault.status} Planted\r\ncontent-length: 0\r\n\r\n`);
    const isTold = typeof fault !== 'object' || !('untold' in fault);
    exec({ request, socket, head, isTold });
  }

  const cluster: FakeCluster = {
    url: `http://127.0.0.1:${port}`,
    access: {
      server: `http://127.0.0.1:${port}`,
      tls: {},
      headers: async () => ({}),
      source: 'a test',
    },
    store,
    kubelet,
    calls,
    denied,
    fault: () => undefined,
    byHand: () => false,
    pods: () => store.list('pods') as unknown as Pod[],
    setStatus({ metadata }, status) {
      store.update('pods', metadata.namespace ?? '', metadata.name, (old) => ({ ...old, status }));
    },
    event({ metadata }, { reason, message }) {
      const name = `event-${store.version}`;
      const involvedObject = { uid: metadata.uid, name: metadata.name };
      const event = { metadata: { name }, reason, message, involvedObject } as unknown as Kept;
      store.create('events', metadata.namespace ?? '', event);
    },
    freeze() {
      for (const socket of sockets) socket.removeAllListeners('data').pause();
    },
    async away() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    async back() {
      server = listenerOf();
      port = await listen(server, port);
    },
    async close() {
      await kubelet.close();
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
  return cluster;
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
