import type { IncomingMessage } from 'node:http';
import WebSocket, { type ClientOptions, type RawData } from 'ws';
import { ApiError, errorOfAnswer, errorOfConnection } from './api-error.js';
import type { ClusterAccess } from './access.js';
import type { Status } from './resources.js';

/** v5 (servers from 1.30) can end stdin alone; with v4 the other side must know how much comes. */
const PROTOCOLS = ['v5.channel.k8s.io', 'v4.channel.k8s.io'] as const;
const [STDIN, STDOUT, STDERR, STATUS, CLOSE] = [0, 1, 2, 3, 255] as const;
const HANDSHAKE_MS = 30_000;
/** A connection that is dead says nothing: it is asked. */
const PING_MS = 20_000;
/** So much waits here for who reads before the server is asked to wait. */
const HIGH_WATER = 262_144;

/** How a command ended. `broken`: nobody knows; it may still run. */
export type ExecEnd = { readonly code: number } | { readonly broken: string };

/** A command that runs in a container. */
export interface Exec {
  /** What it writes. Ends with the stream, whatever ended that; a slow reader makes the command wait. */
  readonly stdout: AsyncIterable<Uint8Array>;
  /** The last of what it wrote to stderr. */
  readonly stderr: () => string;
  readonly end: Promise<ExecEnd>;
  /** To its stdin. What cannot be sent any more is dropped: `end` tells. */
  write(bytes: Uint8Array): void;
  /** Ends stdin, where the protocol can. */
  endInput(): void;
  /** Cuts the connection; the command may go on. */
  close(): void;
}

export interface ExecTarget {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly command: readonly string[];
  readonly stdin?: boolean;
}

/** Starts a command. Throws ApiError where the server refuses. */
export async function openExec(
  access: ClusterAccess,
  target: ExecTarget,
  options: { readonly signal?: AbortSignal; readonly pingMs?: number } = {},
): Promise<Exec> {
  const what = `exec in ${target.pod}/${target.container}`;
  const connect = async (again: boolean): Promise<WebSocketAndExec> => {
    const headers = await access.headers(again);
    return handshake(what, urlOf(access, target), { ...tlsOf(access), headers }, options);
  };
  const { exec, socket } = await connect(false).catch((error: unknown) => {
    if (error instanceof ApiError && error.status === 401) return connect(true);
    throw error;
  });
  const cut = (): void => socket.terminate();
  options.signal?.addEventListener('abort', cut, { once: true });
  void exec.end.then(() => options.signal?.removeEventListener('abort', cut));
  return exec;
}

interface WebSocketAndExec {
  readonly socket: WebSocket;
  readonly exec: Exec;
}

function handshake(
  what: string,
  url: string,
  settings: ClientOptions,
  options: { readonly signal?: AbortSignal; readonly pingMs?: number },
): Promise<WebSocketAndExec> {
  options.signal?.throwIfAborted();
  const socket = new WebSocket(url, [...PROTOCOLS], {
    ...settings,
    handshakeTimeout: HANDSHAKE_MS,
    perMessageDeflate: false,
    followRedirects: false,
  });
  // Before it is open: output may come with the very answer.
  const exec = receive(socket, options.pingMs ?? PING_MS);
  return new Promise((resolve, reject) => {
    const abort = (): void => socket.terminate();
    options.signal?.addEventListener('abort', abort, { once: true });
    const done = (): void => options.signal?.removeEventListener('abort', abort);
    socket.once('open', () => {
      done();
      resolve({ socket, exec });
    });
    socket.once('unexpected-response', (_request, answer: IncomingMessage) => {
      done();
      void refusalOf(what, answer).then(reject);
    });
    socket.once('error', (error) => {
      done();
      reject(options.signal?.aborted ? options.signal.reason : errorOfConnection(what, error));
    });
  });
}

async function refusalOf(what: string, answer: IncomingMessage): Promise<ApiError> {
  const parts: Buffer[] = [];
  try {
    for await (const part of answer as AsyncIterable<Buffer>) parts.push(part);
  } catch {
    // What came of it has to do.
  }
  const retryAfter = answer.headers['retry-after'];
  return errorOfAnswer(what, answer.statusCode ?? 0, Buffer.concat(parts).toString(), retryAfter);
}

/** Sorts what comes by channel, and notices the end. */
function receive(socket: WebSocket, pingMs: number): Exec {
  const queue: Uint8Array[] = [];
  let waiting = 0;
  let isPaused = false;
  let isOver = false;
  let wake: () => void = () => undefined;
  let errors = '';
  let told: ExecEnd | undefined;
  let why = 'the connection was closed without a result';
  let settle: (end: ExecEnd) => void;
  const end = new Promise<ExecEnd>((resolve) => (settle = resolve));

  function take(bytes: Buffer): void {
    const data = bytes.subarray(1);
    if (bytes[0] === STDOUT && data.byteLength > 0) {
      queue.push(data);
      waiting += data.byteLength;
      if (waiting > HIGH_WATER && !isPaused) {
        isPaused = true;
        socket.pause();
      }
      wake();
    } else if (bytes[0] === STDERR) errors = (errors + data.toString()).slice(-4_096);
    else if (bytes[0] === STATUS) told = endOf(data.toString());
  }
  socket.on('message', (data: RawData) => {
    if (Array.isArray(data)) take(Buffer.concat(data));
    else take(Buffer.isBuffer(data) ? data : Buffer.from(data));
  });
  socket.on('error', (error) => (why = error.message));

  let isAlive = true;
  socket.on('pong', () => (isAlive = true));
  const beat = setInterval(() => {
    // Who does not read does not hear the answer either.
    if (socket.readyState !== WebSocket.OPEN || isPaused) return;
    if (!isAlive) {
      why = 'the connection was silent';
      return socket.terminate();
    }
    isAlive = false;
    socket.ping();
  }, pingMs).unref();
  socket.on('close', () => {
    clearInterval(beat);
    isOver = true;
    wake();
    settle(told ?? { broken: why });
  });

  async function* read(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const next = queue.shift();
      if (next) {
        waiting -= next.byteLength;
        yield next;
        if (isPaused && waiting <= HIGH_WATER / 2) {
          isPaused = false;
          isAlive = true;
          socket.resume();
        }
      } else if (isOver) return;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  }
  const send = (channel: number, bytes: Uint8Array): void => {
    if (socket.readyState !== WebSocket.OPEN) return;
    socket.send(Buffer.concat([Buffer.from([channel]), bytes]), () => undefined);
  };
  return {
    stdout: read(),
    stderr: () => errors,
    end,
    write: (bytes) => send(STDIN, bytes),
    endInput: () => {
      if (socket.protocol === PROTOCOLS[0]) send(CLOSE, Uint8Array.of(STDIN));
    },
    close: () => socket.terminate(),
  };
}

/** The status channel has the one word on how it ended; without it nothing is known. */
function endOf(text: string): ExecEnd {
  let status: Status;
  try {
    status = JSON.parse(text) as Status;
  } catch {
    return { broken: `the result is no JSON: ${text.slice(0, 200)}` };
  }
  if (status.status === 'Success') return { code: 0 };
  const exit = status.details?.causes?.find((cause) => cause.reason === 'ExitCode');
  const code = Number(exit?.message);
  if (exit && Number.isInteger(code)) return { code };
  return { broken: status.message ?? status.reason ?? 'the command could not be run' };
}

function urlOf({ server }: ClusterAccess, target: ExecTarget): string {
  const query = new URLSearchParams();
  for (const word of target.command) query.append('command', word);
  query.set('container', target.container);
  query.set('stdin', String(target.stdin ?? false));
  query.set('stdout', 'true');
  query.set('stderr', 'true');
  const { namespace, pod } = target;
  return `${server.replace(/^http/, 'ws')}/api/v1/namespaces/${namespace}/pods/${pod}/exec?${query}`;
}

function tlsOf({ tls }: ClusterAccess): ClientOptions {
  return { ...tls } as ClientOptions;
}
