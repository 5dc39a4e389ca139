import {
  Agent,
  request as requestPlain,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';
import { Agent as TlsAgent, request as requestTls } from 'node:https';
import type { ClusterAccess } from './access.js';
import { ApiError, errorOfAnswer, errorOfConnection } from './api-error.js';

/** One call of the API. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'DELETE' | 'PATCH';
  /** With its query. */
  readonly path: string;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  /** Of silence, until the answer begins and within it. */
  readonly silenceMs?: number;
}

export interface Http {
  readonly access: ClusterAccess;
  /** JSON of the answer. Throws ApiError. */
  send<T>(call: Call): Promise<T>;
  /** The answer as it comes; whoever asked destroys it. Throws ApiError unless it is 2xx. */
  open(call: Call): Promise<IncomingMessage>;
  close(): void;
}

const SILENCE_MS = 30_000;
/** Lists are read by pages, so that no answer is larger. */
const MOST_BYTES = 64 * 1_048_576;

/** HTTP to one API server, over connections that are kept. Every call has a limit of silence. */
export function createHttp(access: ClusterAccess): Http {
  const isTls = access.server.startsWith('https:');
  const agent = isTls
    ? new TlsAgent({ keepAlive: true, maxSockets: 64, ...access.tls })
    : new Agent({ keepAlive: true, maxSockets: 64 });

  async function ask(call: Call, again: boolean): Promise<IncomingMessage> {
    const body = call.body === undefined ? undefined : Buffer.from(JSON.stringify(call.body));
    const headers = {
      ...(await access.headers(again)),
      accept: 'application/json',
      'user-agent': 'turnpike-executor-kubernetes',
      ...(body && { 'content-type': typeOf(call), 'content-length': body.byteLength }),
    };
    const silence = call.silenceMs ?? SILENCE_MS;
    return exchange(access.server + call.path, body, {
      method: call.method,
      headers,
      agent,
      timeout: silence,
      ...(call.signal && { signal: call.signal }),
    });
  }

  async function open(call: Call): Promise<IncomingMessage> {
    const what = whatOf(call);
    const attempt = (again: boolean): Promise<IncomingMessage> =>
      ask(call, again).catch((error: unknown) => {
        call.signal?.throwIfAborted();
        throw errorOfConnection(what, error);
      });
    let answer = await attempt(false);
    if (answer.statusCode === 401) {
      answer.resume();
      answer = await attempt(true);
    }
    const { statusCode: status = 0 } = answer;
    if (status >= 200 && status < 300) return answer;
    const retryAfter = answer.headers['retry-after'];
    throw errorOfAnswer(what, status, await readAll(what, answer).catch(() => ''), retryAfter);
  }

  return {
    access,
    open,
    async send<T>(call: Call): Promise<T> {
      const what = whatOf(call);
      const text = await readAll(what, await open(call));
      try {
        return JSON.parse(text) as T;
      } catch (cause) {
        throw errorOfConnection(`${what}: the answer is no JSON`, cause);
      }
    },
    close: () => agent.destroy(),
  };
}

function exchange(
  url: string,
  body: Buffer | undefined,
  options: RequestOptions,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const send = url.startsWith('https:') ? requestTls : requestPlain;
    const request = send(url, options, resolve);
    request.on('error', reject);
    // Of the socket, whichever side is silent: also while an answer is read.
    request.on('timeout', () => request.destroy(new Error('no answer in time')));
    request.end(body);
  });
}

async function readAll(what: string, answer: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of answer as AsyncIterable<Buffer>) {
      parts.push(part);
      size += part.byteLength;
      if (size > MOST_BYTES) throw new Error('the answer is too large');
    }
  } catch (cause) {
    throw cause instanceof ApiError ? cause : errorOfConnection(what, cause);
  }
  return Buffer.concat(parts).toString();
}

function typeOf({ method }: Call): string {
  return method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
}

function whatOf({ method, path }: Call): string {
  return `${method} ${path.split('?')[0]}`;
}
