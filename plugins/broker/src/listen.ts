/** The broker's port, for other processes. */
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { ConfigError } from '@turnpike/sdk';
import type { Broker } from './broker.js';
import type { BrokerConfig } from './config.js';

type Listen = NonNullable<BrokerConfig['listen']>;
export interface BrokerPort {
  readonly port: number;
  close(): Promise<void>;
}

/** Throws ConfigError TURNPIKE_PORT_IN_USE. */
export async function listen(broker: Broker, { host, port, tls }: Listen): Promise<BrokerPort> {
  const sockets = new Set<Socket>();
  const accept = (socket: Socket): void => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.setNoDelay(true);
    broker.handle(socket);
  };
  const server = tls
    ? createTlsServer({ cert: readFileSync(tls.cert), key: readFileSync(tls.key) }, accept)
    : createServer({ noDelay: true }, accept);
  await bind(server, host, port);
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

async function bind(server: Server, host: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? portInUse(host, port, error) : error);
    });
    server.listen({ host, port }, resolve);
  });
}

function portInUse(host: string, port: number, cause: unknown): ConfigError {
  const message = `The broker's port ${port} on ${host} is already in use.`;
  const details = { plugin: 'broker', key: 'broker.listen.port', wayOut: 'Give another port.' };
  return new ConfigError('TURNPIKE_PORT_IN_USE', message, details, cause);
}
