/** A proxy before an HTTP server, that loses requests and answers as it is told, and counts. */
import {
  Agent,
  createServer,
  request,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** `request`: it never arrives; `answer`: what was asked is done, and nobody is told. */
export type Fault = 'request' | 'answer' | { readonly status: number; readonly body: string };
export interface Passed {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** From 1. */
  readonly number: number;
}
export interface TearingProxy {
  readonly url: string;
  /** Asked for each request; undefined: it passes. */
  fault: ((passed: Passed) => Fault | undefined) | undefined;
  readonly requests: readonly Passed[];
  /** Of answers' bodies, as far as they were sent on. */
  readonly answeredBytes: number;
  forget(): void;
  close(): Promise<void>;
}

export async function startTearingProxy(target: string): Promise<TearingProxy> {
  const agent = new Agent({ keepAlive: true });
  let requests: Passed[] = [];
  let answeredBytes = 0;
  const proxy: { fault: TearingProxy['fault'] } = { fault: undefined };

  function pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { method = '', url: path = '', headers } = incoming;
    const passed = { method, path, headers, number: requests.length + 1 };
    requests.push(passed);
    const fault = proxy.fault?.(passed);
    if (fault === 'request') return void incoming.socket.destroy();
    if (typeof fault === 'object') {
      incoming.resume();
      incoming.once('end', () => outgoing.writeHead(fault.status).end(fault.body));
      return;
    }
    const onward = request(`${target}${path}`, { method, headers, agent }, (answer) => {
      if (fault === 'answer') {
        answer.resume();
        answer.once('end', () => incoming.socket.destroy());
        return;
      }
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.on('data', (chunk: Buffer) => (answeredBytes += chunk.byteLength));
      answer.pipe(outgoing);
      answer.once('error', () => outgoing.destroy());
    });
    onward.once('error', () => incoming.socket.destroy());
    outgoing.once('close', () => onward.destroy());
    incoming.pipe(onward);
  }

  const server = createServer(pass);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.defineProperties(proxy, {
    url: { value: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
    requests: { get: () => requests },
    answeredBytes: { get: () => answeredBytes },
    forget: {
      value: () => {
        requests = [];
        answeredBytes = 0;
      },
    },
    close: {
      value: async () => {
        agent.destroy();
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      },
    },
  }) as unknown as TearingProxy;
}
