/** WebSocket doors: the same checks as for routes, then the socket is the plugin's. */
import { randomUUID } from 'node:crypto';
import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { UpgradeRoute } from '../contracts/http.js';
import { errorAnswer } from './error-answer.js';
import { flatHeaders } from './flat-headers.js';
import type { HttpContext } from './http-host.js';
import { checkOrigin } from './origin-check.js';
import { refuseKind, unknownPath } from './refuse.js';
import { createRouter, type Routed } from './router.js';
import { whoNow } from './watch-answers.js';

export interface Upgrades {
  add(route: UpgradeRoute, owner: string): () => void;
  list(): readonly { readonly route: Routed; readonly owner: string }[];
  handle(request: IncomingMessage, socket: Duplex, head: Uint8Array): void;
  /** Ends every open door. */
  close(): void;
}
type Door = UpgradeRoute & { readonly method: 'GET' };

export function createUpgrades(context: HttpContext): Upgrades {
  const router = createRouter<Door>();
  const open = new Set<Duplex>();

  async function accept(request: IncomingMessage, socket: Duplex, head: Uint8Array): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const path = context.below(url.pathname);
    const found = path === undefined ? undefined : router.find('GET', path);
    if (path === undefined || found?.kind !== 'route') throw unknownPath('GET', url.pathname);
    const ip = context.address(request);
    const principal = await context.whoIs(request, ip);
    const headers = flatHeaders(request.headers);
    const { route } = found.entry;
    refuseKind(principal, route.allow);
    checkOrigin({ method: 'GET', principal, headers, origins: context.origins, upgrade: true });
    const secure = context.isSecure(request);
    const exchange = {
      method: 'GET',
      path,
      query: url.searchParams,
      headers,
      principal,
      ip,
      secure,
    };
    const { params } = found;
    const signal = signalOf(socket);
    await route.accept(
      {
        ...exchange,
        params,
        id: randomUUID(),
        signal,
        whoNow: () => whoNow(context.authenticate, request),
      },
      { request, socket, head },
    );
  }

  return {
    add: (route, owner) => router.add({ ...route, method: 'GET' }, owner),
    list: () => router.list(),
    handle(request, socket, head) {
      prepare(socket as Socket);
      open.add(socket);
      socket.once('close', () => open.delete(socket));
      accept(request, socket, head).catch((error: unknown) => refuse(socket, error, context));
    },
    close() {
      for (const socket of open) socket.destroy();
    },
  };
}

/** Doors stay open for hours and send small messages. */
function prepare(socket: Socket): void {
  socket.setTimeout(0);
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
}

function signalOf(socket: Duplex): AbortSignal {
  const gone = new AbortController();
  socket.once('close', () => gone.abort());
  return gone.signal;
}

function refuse(socket: Duplex, error: unknown, context: HttpContext): void {
  const { status = 500, body } = errorAnswer(error, randomUUID());
  if (status >= 500) context.log.error({ err: error }, 'An upgrade failed');
  if (socket.destroyed || !socket.writable) return;
  const text = JSON.stringify(body);
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'Connection: close',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(text)}`,
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${text}`);
}
