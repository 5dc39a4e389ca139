import { request, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Dial } from './dial.js';
import { EngineError } from './engine-error.js';

/** One question to an engine. */
export interface Ask {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as an archive. */
  readonly tar?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  /** Without the head of an answer for so long it is given up; default 60 s. */
  readonly quietMs?: number;
}

/** HTTP with an engine, a connection a question: an engine is near, and a broken one harms nobody else. */
export interface Wire {
  /** The whole answer as JSON; undefined where it is empty. Throws EngineError. */
  json<T>(ask: Ask): Promise<T>;
  /** The answer as it comes. Throws EngineError, also while it is read. */
  stream(ask: Ask): Promise<IncomingMessage>;
  /** The connection itself, once the engine has agreed. Throws EngineError. */
  hijack(ask: Ask): Promise<Duplex>;
}

const QUIET_MS = 60_000;

interface Answering {
  take(this: void, message: IncomingMessage, socket?: Duplex): void;
  failed(this: void, error: unknown): void;
  readonly upgrade?: boolean;
}

export function createWire(dial: Dial, version: () => string): Wire {
  function send(ask: Ask, { take, failed, upgrade = false }: Answering): void {
    const { method = 'GET', json, tar, quietMs = QUIET_MS, signal } = ask;
    const body = tar ?? (json === undefined ? undefined : Buffer.from(JSON.stringify(json)));
    const outgoing = request({
      createConnection: () => dial() as Socket,
      method,
      path: `${version()}${ask.path}${queryOf(ask.query)}`,
      headers: {
        host: 'engine',
        ...(body ? { 'content-length': body.byteLength } : {}),
        ...(body ? { 'content-type': tar ? 'application/x-tar' : 'application/json' } : {}),
        ...(upgrade ? { connection: 'Upgrade', upgrade: 'tcp' } : { connection: 'close' }),
        ...ask.headers,
      },
      ...(signal ? { signal } : {}),
    });
    const quiet = new Error(`it said nothing for ${quietMs / 1_000} s`);
    const timer = setTimeout(() => outgoing.destroy(quiet), quietMs);
    outgoing.once('error', (cause) => {
      clearTimeout(timer);
      failed(unreachable(cause, signal));
    });
    outgoing.once('upgrade', (message, socket, head) => {
      clearTimeout(timer);
      if (head.byteLength > 0) socket.unshift(head);
      take(message, socket);
    });
    outgoing.once('response', (message) => {
      clearTimeout(timer);
      take(message);
    });
    outgoing.end(body);
  }

  async function stream(ask: Ask): Promise<IncomingMessage> {
    const message = await answered(ask);
    if ((message.statusCode ?? 500) < 400) return message;
    throw new EngineError(message.statusCode ?? 500, await wordsOf(message));
  }

  function answered(ask: Ask): Promise<IncomingMessage> {
    return new Promise((take, failed) => send(ask, { take, failed }));
  }

  return {
    stream,
    async json<T>(ask: Ask): Promise<T> {
      const text = await textOf(await stream(ask), ask.signal);
      return (text === '' ? undefined : JSON.parse(text)) as T;
    },
    hijack: (ask) =>
      new Promise((resolve, reject) => {
        const take = (message: IncomingMessage, socket?: Duplex): void => {
          if (socket) return resolve(socket);
          void wordsOf(message).then((words) =>
            reject(new EngineError(message.statusCode ?? 500, words)),
          );
        };
        send(ask, { take, failed: reject, upgrade: true });
      }),
  };
}

function queryOf(query: Ask['query'] = {}): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) given.set(name, String(value));
  }
  const text = given.toString();
  return text === '' ? '' : `?${text}`;
}

function unreachable(cause: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted) return signal.reason;
  const words = cause instanceof Error ? cause.message : String(cause);
  return new EngineError(0, `The engine cannot be reached: ${words}`, cause);
}

async function textOf(message: IncomingMessage, signal?: AbortSignal): Promise<string> {
  const blocks: Buffer[] = [];
  try {
    for await (const block of message) blocks.push(block as Buffer);
  } catch (cause) {
    throw unreachable(cause, signal);
  }
  return Buffer.concat(blocks).toString();
}

async function wordsOf(message: IncomingMessage): Promise<string> {
  const text = await textOf(message).catch(() => '');
  try {
    return (JSON.parse(text) as { message?: string }).message ?? text;
  } catch {
    return text.trim() || `status ${message.statusCode ?? 0}`;
  }
}
