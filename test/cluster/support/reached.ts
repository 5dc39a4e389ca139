/** What listens on loopback of a test, reached by pods: at the address of the first node. */
import { connect, createServer, type Server, type Socket } from 'node:net';
import { API_ADDRESS } from '../plane/layout.js';

export interface Reached {
  readonly port: number;
  close(): void;
}

/** `port` on loopback, under a port of the node's address. */
export async function reached(port: number): Promise<Reached> {
  const open = new Set<Socket>();
  const server: Server = createServer((from) => {
    const to = connect(port, '127.0.0.1');
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      open.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, API_ADDRESS, resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    close() {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
