/** A service on this machine that takes what it is sent, and answers as it is told. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What came. @experimental */
export interface ReceivedRequest {
  /** With its query. */
  readonly path: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** As text. */
  readonly body: string;
}
/** A service on this machine for the receivers of a notifier. @experimental */
export interface ReceivingService {
  /** `http://127.0.0.1:PORT`: allow it by `core: { net: { allow: ['127.0.0.1'] } }`. */
  readonly url: string;
  /** All so far. */
  readonly requests: readonly ReceivedRequest[];
  /** What it answers from now on; 200 at first. */
  answer(status: number): void;
}

export async function startReceivingService(): Promise<
  ReceivingService & { stop(): Promise<void> }
> {
  const requests: ReceivedRequest[] = [];
  let status = 200;
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (text: string) => (body += text));
    request.on('end', () => {
      requests.push({ path: request.url ?? '', headers: request.headers, body });
      response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    answer: (next) => {
      status = next;
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
