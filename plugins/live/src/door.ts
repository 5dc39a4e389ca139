/** The WebSocket at `/live`. */
import type { IncomingMessage } from 'node:http';
import { type Principal, type UpgradeRoute } from '@turnpike/sdk';
import { LIVE_CLOSE } from '@turnpike/sdk/platform';
import type { WebSocket } from 'ws';
import { callerOf, createAllowances, isExcess, type Allowance, type Excess } from './allowance.js';
import { createConnection } from './connection.js';
import type { LiveHub } from './hub.js';
import { requestExcess } from './messages.js';
import { createSockets } from './sockets.js';

export interface DoorPorts {
  readonly hub: LiveHub;
  readonly visitorsRead: boolean;
}

/** Visitors get in as well: their browser could not read a refusal before the socket is open. */
export function liveDoor(ports: DoorPorts): UpgradeRoute {
  const server = createSockets();
  const allowances = createAllowances();
  return {
    path: '/live',
    allow: ['anonymous', 'user', 'role'],
    accept({ principal, ip, whoNow }, { request, socket, head }) {
      const begin = (opened: WebSocket): void => {
        if (principal.kind === 'anonymous' && !ports.visitorsRead)
          return turnAway(opened, { code: LIVE_CLOSE.unauthenticated, reason: 'log in' });
        const allowance = allowances.open(callerOf(principal, ip));
        if (isExcess(allowance)) return turnAway(opened, allowance);
        serve(ports.hub, opened, { principal, allowance, whoNow });
      };
      server.handleUpgrade(request as IncomingMessage, socket, Buffer.from(head), begin);
    },
  };
}

interface Caller {
  readonly principal: Principal;
  readonly allowance: Allowance;
  readonly whoNow: () => Promise<Principal>;
}

function turnAway(socket: WebSocket, { code, reason }: Excess): void {
  socket.on('error', () => socket.terminate());
  socket.close(code, reason);
}

function serve(hub: LiveHub, socket: WebSocket, { principal, allowance, whoNow }: Caller): void {
  const connection = createConnection(socket);
  const session = hub.open(connection, { principal, allowance, whoNow });
  // One after another: an unsubscribe must not overtake its subscribe.
  let last = Promise.resolve();
  socket.on('message', (data, isBinary) => {
    // What still comes while the socket closes is not read.
    if (!connection.isOpen) return;
    const bytes = data as Buffer;
    const tooMuch = allowance.message(bytes.byteLength) ?? unreadable(bytes);
    if (tooMuch) return connection.close(tooMuch.code, tooMuch.reason);
    if (isBinary) return;
    last = last.then(() => session.receive(String(bytes))).catch(() => socket.terminate());
  });
  socket.once('close', () => {
    session.end();
    allowance.close();
  });
}

function unreadable(bytes: Uint8Array): Excess | undefined {
  const reason = requestExcess(bytes);
  return reason === undefined ? undefined : { code: LIVE_CLOSE.tooMany, reason };
}
