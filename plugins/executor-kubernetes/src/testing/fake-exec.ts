import type { ChildProcess } from 'node:child_process';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { FakeKubelet } from './fake-kubelet.js';
import type { FakeStore } from './fake-store.js';

const EXEC = /^\/api\/v1\/namespaces\/([^/]+)\/pods\/([^/]+)\/exec$/;
/** Small, so that a cut loses little of what was sent. */
const FRAME = 1_024;
const HIGH_WATER = 1_048_576;

/** What asks for a command. */
export interface ExecCall {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
  /** How the command ended. */
  readonly isTold: boolean;
}

/** The exec door: channels over a WebSocket, as `v5.channel.k8s.io` and `v4` have them. */
export function createFakeExec(options: {
  readonly store: FakeStore;
  readonly kubelet: FakeKubelet;
  readonly protocols: readonly string[];
}): (call: ExecCall) => void {
  const { store, kubelet, protocols } = options;
  const server = new WebSocketServer({
    noServer: true,
    handleProtocols: (offered) => protocols.find((one) => offered.has(one)) ?? false,
  });
  return ({ request, socket, head, isTold }) => {
    const url = new URL(request.url ?? '', 'http://fake');
    const [, namespace = '', name = ''] = EXEC.exec(url.pathname) ?? [];
    const pod = store.get('pods', namespace, name);
    const container = url.searchParams.get('container') ?? '';
    const command = url.searchParams.getAll('command');
    let child: ChildProcess | undefined;
    try {
      child = pod && kubelet.exec(pod.metadata.uid ?? '', container, command);
    } catch (error) {
      // The program is still being copied: as a runtime that cannot start it.
      return refuse(socket, '500 Internal Server Error', 'InternalError', String(error));
    }
    if (!child) return refuse(socket, '404 Not Found', 'NotFound', `pods "${name}" not found`);
    server.handleUpgrade(request, socket, head, (peer) => {
      const say = (channel: number, bytes: Uint8Array): void =>
        peer.send(Buffer.concat([Buffer.from([channel]), bytes]), () => undefined);
      child.stdout?.on('data', (data: Buffer) => {
        for (let from = 0; from < data.byteLength; from += FRAME) {
          say(1, data.subarray(from, from + FRAME));
        }
        if (peer.bufferedAmount > HIGH_WATER) holdBack(child.stdout!, peer);
      });
      child.stderr?.on('data', (data: Buffer) => say(2, data));
      peer.on('message', (data: Buffer) => {
        if (data[0] === 0) child.stdin?.write(data.subarray(1));
        if (data[0] === 255) child.stdin?.end();
      });
      child.stdin?.on('error', () => undefined);
      child.once('error', () => peer.close());
      child.once('close', (code) => {
        if (!isTold) return socket.destroy();
        say(3, Buffer.from(JSON.stringify(statusOf(code ?? 137))));
        peer.close(1000);
      });
      // As a kubelet does: what runs is told by its pipes only.
      peer.on('close', () => {
        child.stdin?.end();
        child.stdout?.destroy();
        child.stderr?.destroy();
      });
    });
  };
}

function refuse(socket: Duplex, status: string, reason: string, message: string): void {
  const body = JSON.stringify({ kind: 'Status', reason, message });
  socket.end(`HTTP/1.1 ${status}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

function holdBack(stream: NodeJS.ReadableStream, peer: WebSocket): void {
  stream.pause();
  const look = setInterval(() => {
    if (peer.bufferedAmount > HIGH_WATER && peer.readyState === peer.OPEN) return;
    clearInterval(look);
    stream.resume();
  }, 5);
}

function statusOf(code: number): object {
  if (code === 0) return { metadata: {}, status: 'Success' };
  return {
    status: 'Failure',
    reason: 'NonZeroExitCode',
    message: `command terminated with non-zero exit code: exit status ${code}`,
    details: { causes: [{ reason: 'ExitCode', message: String(code) }] },
  };
}
