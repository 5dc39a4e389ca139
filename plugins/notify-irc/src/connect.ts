import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectSecure } from 'node:tls';
import { ExternalHostError, type Outbound } from '@turnpike/sdk';
import type { Channel } from './channels.js';

/** Opens a connection to the server of a channel, at an address that was found to be allowed. */
export async function connect(
  outbound: Outbound,
  { host, port, secure }: Channel,
  signal: AbortSignal,
): Promise<Socket> {
  const { addresses, proxy } = await outbound.resolve(host, port);
  const [address] = addresses;
  if (address === undefined || proxy !== undefined)
    throw new ExternalHostError(
      'TURNPIKE_HOST_REFUSED',
      `${host} can only be reached through a proxy, which does not carry IRC`,
    );
  const name = /[a-z]/i.test(host) && !host.includes(':') ? { servername: host } : {};
  const socket = secure
    ? connectSecure({ host: address, port, ...name })
    : connectPlain({ host: address, port });
  signal.addEventListener('abort', () => socket.destroy(), { once: true });
  return new Promise((resolve, reject) => {
    socket.once(secure ? 'secureConnect' : 'connect', () => resolve(socket));
    socket.once('error', (error) => reject(unreachable(host, error)));
    socket.once('close', () => reject(unreachable(host)));
  });
}

export function unreachable(host: string, cause?: Error): ExternalHostError {
  const words = cause ? `: ${cause.message}` : ' closed the connection';
  return new ExternalHostError('TURNPIKE_HOST_UNAVAILABLE', `${host}${words}`, {}, cause);
}
