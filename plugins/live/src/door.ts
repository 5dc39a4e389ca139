/** The WebSocket at `/live`. */
import type { IncomingMessage } from 'node:http';
import {
  LIVE_CLOSE,
  sessionToken,
  type Principal,
  type SecretBox,
  type UpgradeRoute,
} from '@turnpike/sdk';
import type { Store } from '@turnpike/sdk/store';
import { WebSocketServer, type WebSocket } from 'ws';
import { createConnection } from './connection.js';
import type { LiveHub } from './hub.js';

/** Requests name topics: nothing a browser sends is large. */
const MESSAGE_LIMIT_BYTES = 65_536;

export interface DoorPorts {
  readonly hub: LiveHub;
  readonly store: Pick<Store, 'users' | 'sessions'>;
  readonly secrets: Pick<SecretBox, 'hash'>;
  readonly visitorsRead: boolean;
}

/** Visitors get in as well: their browser could not read a refusal before the socket is open. */
export function liveDoor(ports: DoorPorts): UpgradeRoute {
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: MESSAGE_LIMIT_BYTES,
  });
  return {
    path: '/live',
    allow: ['anonymous', 'user', 'role'],
    accept({ principal, headers }, { request, socket, head }) {
      const begin = (opened: WebSocket): void => serve(ports, opened, principal, headers['cookie']);
      server.handleUpgrade(request as IncomingMessage, socket, Buffer.from(head), begin);
    },
  };
}

function serve(
  ports: DoorPorts,
  socket: WebSocket,
  principal: Principal,
  cookie: string | undefined,
): void {
  if (principal.kind === 'anonymous' && !ports.visitorsRead) {
    socket.on('error', () => socket.terminate());
    return socket.close(LIVE_CLOSE.unauthenticated, 'log in');
  }
  const connection = createConnection(socket);
  const session = ports.hub.open(connection, principal, () => isStillIn(ports, principal, cookie));
  // One after another: an unsubscribe must not overtake its subscribe.
  let last = Promise.resolve();
  socket.on('message', (data, isBinary) => {
    if (isBinary) return;
    last = last.then(() => session.receive(String(data))).catch(() => socket.terminate());
  });
  socket.once('close', () => session.end());
}

async function isStillIn(
  { store, secrets }: DoorPorts,
  principal: Principal,
  cookie: string | undefined,
): Promise<boolean> {
  if (principal.kind !== 'user') return true;
  const token = sessionToken(cookie);
  if (principal.via === 'session') {
    return token !== undefined && (await store.sessions.find(secrets.hash(token))) !== undefined;
  }
  const user = await store.users.get(principal.userId);
  return user !== undefined && user.suspendedAt === null;
}
