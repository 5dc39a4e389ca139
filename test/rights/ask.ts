/** One route as one identity: what becomes of it, as far as rights go. */
import { request } from 'node:http';
import type { TestPlatform } from '@turnpike/sdk/testing';
import { bodyOf, fillAddress, makeOwn, type Asked } from './address.js';
import type { Identity } from './identities.js';
import type { World } from './world.js';

/** What has no answer by then hangs. */
const ASK_MS = 30_000;

/** `ok`: it was let in, whatever its handler made of the question. `410`: a run that has ended. */
export type Answer = 'ok' | '401' | '403' | '404' | '410' | 'broken';
const REFUSALS: readonly Answer[] = ['401', '403', '404', '410'];

let asked = 0;
/** Another address each time. */
const from = (): string => `10.${(asked += 1) >> 16}.${(asked >> 8) & 255}.${asked & 255}`;

export async function ask(
  platform: TestPlatform,
  route: Asked,
  identity: Identity,
  world: World,
): Promise<{ readonly status: number; readonly text: string }> {
  const headers = { ...(await identity.headers(platform, world)), 'x-forwarded-for': from() };
  const address = fillAddress(route, world, await makeOwn(world, identity, route));
  if (route.method === 'WS') return { status: await knock(platform, address, headers), text: '' };
  const isBytes = /^\/(storage|logs)\//.test(route.path);
  const body = isBytes ? 'bytes' : JSON.stringify(bodyOf(route, world));
  const type = isBytes ? 'application/octet-stream' : 'application/json';
  const response = await platform.request(address, {
    method: route.method,
    redirect: 'manual',
    signal: AbortSignal.timeout(ASK_MS),
    headers: { ...headers, ...(route.method === 'GET' ? {} : { 'content-type': type }) },
    ...(route.method === 'GET' ? {} : { body }),
  });
  return { status: response.status, text: await response.text() };
}

export function classOf(status: number): Answer {
  const refusal = REFUSALS.find((one) => one === String(status));
  if (refusal) return refusal;
  // 502: what lies at a code host cannot be asked for there. 429: who asks too often was not judged at all.
  return status !== 429 && (status < 500 || status === 502) ? 'ok' : 'broken';
}

/** Status of a WebSocket's handshake; 101: it is open. */
function knock(
  platform: TestPlatform,
  address: string,
  headers: Readonly<Record<string, string>>,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const handshake = request(`${platform.url}${address}`, {
      headers: {
        ...headers,
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      },
    });
    handshake.on('upgrade', (_response, socket) => {
      socket.destroy();
      resolve(101);
    });
    handshake.on('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    handshake.setTimeout(ASK_MS, () => handshake.destroy(new Error('no answer')));
    handshake.on('error', reject);
    handshake.end();
  });
}
