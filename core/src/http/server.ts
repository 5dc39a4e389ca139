/** The socket side: listening, time limits for slow clients, and an orderly end. */
import { createServer as createNodeServer, type IncomingMessage, type Server } from 'node:http';
import type { RequestListener } from 'node:http';
import { createServer as createProbe, type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { ConfigError } from '../contracts/errors.js';
import type { HttpHostOptions } from './http-host.js';

/** A client gets this long for its headers, and for its whole request. */
const HEADERS_MS = 60_000;
const REQUEST_MS = 300_000;
/** How often these limits are looked at. */
const CHECK_MS = 5_000;
/** A connection on which nothing moves, either way. */
const IDLE_MS = 120_000;
const KEEP_ALIVE_MS = 65_000;
const PORTS_TRIED = 50;
/** Connections that the system keeps until the process gets to them: a host may deliver a thousand pushes at once. */
const BACKLOG = 4_096;

export interface HttpServer {
  listen(): Promise<{ readonly origin: string; readonly port: number }>;
  close(graceMs: number): Promise<void>;
}
type OnUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

export function createServer(
  { config }: HttpHostOptions,
  listener: RequestListener,
  onUpgrade: OnUpgrade,
): HttpServer {
  const { host, port } = config.http;
  const server = createNodeServer(
    {
      noDelay: true,
      headersTimeout: HEADERS_MS,
      requestTimeout: REQUEST_MS,
      connectionsCheckingInterval: CHECK_MS,
    },
    listener,
  );
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.setTimeout(IDLE_MS);
  server.on('upgrade', onUpgrade);
  return {
    async listen() {
      await bind(server, host, port);
      const bound = server.address() as AddressInfo;
      return { origin: originOf(bound), port: bound.port };
    },
    close: (graceMs) => closeServer(server, graceMs),
  };
}

async function bind(server: Server, host: string, port: number): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host, port, backlog: BACKLOG }, () => {
        server.off('error', reject);
        resolve();
      });
    });
  } catch (error) {
    throw (await portError(error, host, port)) ?? error;
  }
}

async function portError(
  error: unknown,
  host: string,
  port: number,
): Promise<ConfigError | undefined> {
  const reason = (error as NodeJS.ErrnoException).code;
  if (reason !== 'EADDRINUSE') return undefined;
  const free = await nextFreePort(host, port);
  return new ConfigError(
    'TURNPIKE_PORT_IN_USE',
    `Port ${port} on ${host} is already in use.`,
    {
      key: 'http.port',
      port,
      freePort: free,
      wayOut: free
        ? `Take a free one: --set http.port=${free}, or stop what uses ${port}.`
        : `Stop what uses ${port}, or give another with --set http.port=PORT.`,
    },
    error,
  );
}

async function nextFreePort(host: string, port: number): Promise<number | undefined> {
  for (
    let candidate = port + 1;
    candidate <= Math.min(65_535, port + PORTS_TRIED);
    candidate += 1
  ) {
    if (await isFree(host, candidate)) return candidate;
  }
  return undefined;
}

async function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createProbe();
    probe.once('error', () => resolve(false));
    probe.listen({ host, port }, () => probe.close(() => resolve(true)));
  });
}

async function closeServer(server: Server, graceMs: number): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(timer);
}

/** Where one reaches it from this machine: an address that means "all" becomes loopback. */
function originOf({ address, family, port }: AddressInfo): string {
  if (address === '0.0.0.0' || address === '::') return `http://127.0.0.1:${port}`;
  return family === 'IPv6' ? `http://[${address}]:${port}` : `http://${address}:${port}`;
}
