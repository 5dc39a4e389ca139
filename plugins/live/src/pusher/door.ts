/** The WebSocket at `/app/:key`, as Pusher's clients open it. */
import { randomInt } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Principal, SecretBox, UpgradeRoute } from '@turnpike/sdk';
import type { WebSocket } from 'ws';
import { callerOf, createAllowances, isExcess, type Allowance } from '../allowance.js';
import { createConnection } from '../connection.js';
import type { RightsPorts } from '../rights.js';
import { createSockets } from '../sockets.js';
import { isPrivate, parseChannel } from './channels.js';
import { errorFrame, frame, readFrame, type Asked } from './frames.js';
import type { PusherHub } from './hub.js';
import { createListener, type Listener } from './listener.js';
import { APP_KEY, readTicket } from './tickets.js';

const ACTIVITY_SECONDS = 120;
const MOST_CHANNELS = 100;
/** More than this in the way of a client, and it is cut off: it comes again and reads what it missed. */
const FULL_BYTES = 4_194_304;
const UNKNOWN_APP = 4_001;
const OVER_CAPACITY = 4_100;
const SLOW = 4_200;

export interface PusherDoorPorts extends RightsPorts {
  readonly hub: PusherHub;
  readonly secrets: Pick<SecretBox, 'open' | 'seal'>;
  readonly userNow: (id: number) => Promise<Principal | undefined>;
  readonly now: () => number;
}

export function pusherDoor(ports: PusherDoorPorts): UpgradeRoute {
  const server = createSockets();
  const allowances = createAllowances();
  return {
    path: '/app/:key',
    allow: ['anonymous', 'user', 'role'],
    accept({ params, principal, ip }, { request, socket, head }) {
      const begin = (opened: WebSocket): void => {
        if (params['key'] !== APP_KEY) return turnAway(opened, UNKNOWN_APP, 'no such application');
        const allowance = allowances.open(callerOf(principal, ip));
        if (isExcess(allowance)) return turnAway(opened, OVER_CAPACITY, allowance.reason);
        serve(ports, opened, allowance);
      };
      server.handleUpgrade(request as IncomingMessage, socket, Buffer.from(head), begin);
    },
  };
}

function turnAway(socket: WebSocket, code: number, reason: string): void {
  socket.on('error', () => socket.terminate());
  socket.send(errorFrame(code, reason));
  socket.close(code, reason);
}

/** Without the cookie of whoever opened it: what a page of another origin opens is nobody's. */
const NOBODY: Principal = { kind: 'anonymous' };

function serve(ports: PusherDoorPorts, socket: WebSocket, allowance: Allowance): void {
  const connection = createConnection(socket);
  const socketId = `${randomInt(2 ** 40)}.${randomInt(2 ** 40)}`;
  const close = (code: number, reason: string): void => {
    connection.sendText(errorFrame(code, reason));
    connection.close(code, reason);
  };
  const send = (text: string): void => {
    if (socket.bufferedAmount > FULL_BYTES) close(SLOW, 'too slow');
    else connection.sendText(text);
  };
  const listener = createListener({ ...ports, socketId, visitor: NOBODY, send, close });
  const leave = ports.hub.add(listener);
  send(
    frame('pusher:connection_established', {
      socket_id: socketId,
      activity_timeout: ACTIVITY_SECONDS,
    }),
  );
  let last = Promise.resolve();
  socket.on('message', (data) => {
    if (!connection.isOpen) return;
    const bytes = data as Buffer;
    const asked = readFrame(bytes);
    const tooMuch = allowance.message(bytes.byteLength)?.reason;
    const excess = tooMuch ?? ('excess' in asked ? asked.excess : undefined);
    if (excess !== undefined) return close(OVER_CAPACITY, excess);
    last = last
      .then(() => answer(ports, { listener, allowance, send, close }, asked as Asked))
      .catch(() => socket.terminate());
  });
  socket.once('close', () => {
    leave();
    allowance.close();
  });
}

interface Client {
  readonly listener: Listener;
  readonly allowance: Allowance;
  readonly send: (text: string) => void;
  readonly close: (code: number, reason: string) => void;
}

async function answer(ports: PusherDoorPorts, client: Client, asked: Asked): Promise<void> {
  const { listener, allowance, send, close } = client;
  if (asked.event === 'pusher:ping') return send(frame('pusher:pong', {}));
  if (asked.event === 'pusher:unsubscribe') return listener.unsubscribe(asked.channel);
  if (asked.event !== 'pusher:subscribe') return;
  const isFull = listener.names.length >= MOST_CHANNELS;
  const tooMuch = allowance.asks(1) ?? allowance.holds(listener.names.length + 1);
  if (isFull || tooMuch) return close(OVER_CAPACITY, tooMuch?.reason ?? 'too many channels');
  const refusal = await subscribe(ports, listener, asked);
  if (refusal === undefined)
    send(frame('pusher_internal:subscription_succeeded', {}, asked.channel));
  else send(frame('pusher:subscription_error', refusal, asked.channel));
}

/** Answers why not; what there is not is told as what one may not hear of. */
async function subscribe(
  { hub, secrets, userNow, now }: PusherDoorPorts,
  listener: Listener,
  { channel: name, auth }: Asked,
): Promise<object | undefined> {
  const channel = parseChannel(name);
  const refused = {
    type: 'AuthError',
    error: `There is no channel ${name}, or you may not hear of it.`,
    status: 403,
  };
  if (!channel) return refused;
  const id = readTicket(secrets, auth, { socketId: listener.socketId, channel: name }, now());
  const user = id === undefined ? undefined : await userNow(id);
  if (isPrivate(name) && !user) return refused;
  try {
    await listener.subscribe(name, channel, user);
  } catch {
    return refused;
  }
  if (channel.kind === 'job') await hub.watch(channel.id);
  return undefined;
}
