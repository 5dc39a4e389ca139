import {
  request as httpRequest,
  type ClientRequest,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIPv6, type LookupFunction } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { ExternalHostError, type OutboundInit, type OutboundPlace } from '../contracts/index.js';
import { openTunnel, proxyHeaders } from './proxy.js';

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Which certificates are believed: as `node:tls` takes it. */
export interface Trust {
  readonly ca?: string[];
  readonly rejectUnauthorized?: boolean;
}

export interface Exchange {
  readonly url: URL;
  readonly place: OutboundPlace;
  readonly method: NonNullable<OutboundInit['method']>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | undefined;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
  readonly trust: Trust;
}

/** One request to a pinned place: the name is not looked up again. */
export async function exchange(e: Exchange): Promise<RawAnswer> {
  const request = await open(e).catch((error: unknown) => {
    throw error instanceof ExternalHostError ? error : unavailable(e.url, error);
  });
  return new Promise((resolve, reject) => {
    request.on('response', (answer) => read(answer, e).then(resolve, reject));
    request.on('error', (error) => reject(unavailable(e.url, error)));
    request.end(e.body);
  });
}

/** Directly; or through the proxy: a tunnel for https, the whole URL for http. */
async function open(e: Exchange): Promise<ClientRequest> {
  const secure = e.url.protocol === 'https:';
  const { proxy } = e.place;
  if (proxy === undefined)
    return (secure ? httpsRequest : httpRequest)(e.url, {
      ...common(e),
      ...e.trust,
      lookup: pinned(e.place),
    });
  if (!secure) return httpRequest(throughProxy(e, new URL(proxy)));
  const socket = await openTunnel(new URL(proxy), e.place, e.signal);
  const createConnection = () => connectTls({ socket, servername: e.place.host, ...e.trust });
  // With an agent, node would connect by itself.
  return httpsRequest(e.url, { ...common(e), agent: undefined, createConnection });
}

function common(e: Exchange): RequestOptions {
  const length = e.body ? { 'content-length': String(e.body.byteLength) } : {};
  return {
    method: e.method,
    headers: { ...e.headers, ...length },
    signal: e.signal,
    agent: false,
  };
}

function throughProxy(e: Exchange, proxy: URL): RequestOptions {
  const { headers, ...rest } = common(e);
  const own = { ...(headers as object), host: e.url.host, ...proxyHeaders(proxy) };
  return { ...rest, host: proxy.hostname, port: proxy.port || 80, path: e.url.href, headers: own };
}

function pinned(place: OutboundPlace): LookupFunction {
  const all = place.addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  return (_host, wanted, done) => {
    const first = all[0];
    if (wanted.all === true) done(null, all);
    else done(null, first?.address ?? '', first?.family);
  };
}

async function read(answer: IncomingMessage, e: Exchange): Promise<RawAnswer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of answer as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      if (size > e.maxBytes) throw tooLarge(e);
      chunks.push(chunk);
    }
  } catch (error) {
    answer.destroy();
    throw error instanceof ExternalHostError ? error : unavailable(e.url, error);
  }
  return { status: answer.statusCode ?? 0, headers: flat(answer), body: Buffer.concat(chunks) };
}

function flat(answer: IncomingMessage): Record<string, string> {
  const entries = Object.entries(answer.headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(', ') : String(value ?? ''),
  ]);
  return Object.fromEntries(entries) as Record<string, string>;
}

function tooLarge(e: Exchange): ExternalHostError {
  return new ExternalHostError(
    'TURNPIKE_HOST_REFUSED',
    `${e.url.host} sent more than ${e.maxBytes} bytes.`,
    { host: e.url.host, maxBytes: e.maxBytes },
  );
}

/** Credentials and paths of a URL may be secret: only its host is told. */
export function unavailable(url: URL, cause: unknown): ExternalHostError {
  const aborted = cause instanceof Error && /abort|timeout/i.test(`${cause.name} ${cause.message}`);
  return new ExternalHostError(
    'TURNPIKE_HOST_UNAVAILABLE',
    aborted ? `${url.host} took too long.` : `${url.host} cannot be reached.`,
    { host: url.host },
    cause,
  );
}
