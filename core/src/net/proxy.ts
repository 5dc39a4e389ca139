import { request } from 'node:http';
import { isIPv6, type Socket } from 'node:net';
import { ExternalHostError, type OutboundPlace } from '../contracts/index.js';

/** What the proxy asks for of us; the place behind it never sees it. */
export function proxyHeaders(proxy: URL): Readonly<Record<string, string>> {
  if (proxy.username === '') return {};
  const pair = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` };
}

/** A connection to a place through the proxy: to the address that was judged, where there is one. */
export function openTunnel(proxy: URL, place: OutboundPlace, signal: AbortSignal): Promise<Socket> {
  const host = place.addresses[0] ?? place.host;
  const target = `${isIPv6(host) ? `[${host}]` : host}:${place.port}`;
  return new Promise((resolve, reject) => {
    const connect = request({
      host: proxy.hostname,
      port: proxy.port || 80,
      method: 'CONNECT',
      path: target,
      headers: { host: target, ...proxyHeaders(proxy) },
      signal,
      agent: false,
    });
    connect.on('connect', ({ statusCode }, socket) => {
      if (statusCode === 200) return resolve(socket as Socket);
      socket.destroy();
      reject(refusedByProxy(place, statusCode));
    });
    connect.on('response', ({ statusCode }) => reject(refusedByProxy(place, statusCode)));
    connect.on('error', reject);
    connect.end();
  });
}

function refusedByProxy(place: OutboundPlace, status: number | undefined): ExternalHostError {
  return new ExternalHostError(
    'TURNPIKE_HOST_UNAVAILABLE',
    `The proxy does not connect to ${place.host}: ${status ?? 'no answer'}.`,
    { host: place.host, wayOut: 'Check net.proxy, or name the host in net.allow.' },
  );
}
