/** Requests on their way to a route in a process of its own, and its answers on their way back. */
import {
  HOST_SESSION_COOKIE,
  SESSION_COOKIE,
  type HttpExchange,
  type HttpResponse,
} from '../../contracts/http.js';
import { TurnpikeError } from '../../contracts/errors.js';
import type { CallOptions } from './channel.js';
import type { SentExchange } from './protocol.js';

/** Without what the asker was let in with: it is nobody's but the server's. */
export function sentExchange(exchange: HttpExchange): SentExchange {
  const { method, path, params, query, headers, principal, ip, secure, id } = exchange;
  const { authorization, cookie, ...rest } = headers;
  const isTheirs = principal.kind === 'anonymous' && authorization !== undefined;
  const kept = cookie === undefined ? '' : withoutSession(cookie);
  return {
    ...{ method, path, params, query: query.toString(), principal, ip, secure, id },
    headers: {
      ...rest,
      ...(isTheirs ? { authorization } : {}),
      ...(kept === '' ? {} : { cookie: kept }),
    },
  };
}

const SESSIONS = [SESSION_COOKIE, HOST_SESSION_COOKIE];

function withoutSession(cookie: string): string {
  const isSession = (pair: string) => SESSIONS.includes(pair.split('=')[0]?.trim() ?? '');
  return cookie
    .split(';')
    .filter((pair) => !isSession(pair))
    .join(';')
    .trim();
}

/** What the route may ask for while it answers. */
export function exchangeCall(exchange: HttpExchange): CallOptions {
  return {
    signal: exchange.signal,
    lend: {
      json: () => exchange.json(),
      bytes: () => exchange.bytes(),
      audit: (note) => exchange.audit(note),
    },
  };
}

/** Throws TURNPIKE_PLUGIN_INVALID for what is no answer. */
export function responseOf(answer: unknown): HttpResponse {
  const { status, headers = {}, body } = (answer ?? {}) as HttpResponse;
  const isStatus =
    status === undefined || (Number.isInteger(status) && status >= 200 && status < 600);
  if (!isStatus || !Object.values(headers).every(isHeader))
    throw new TurnpikeError('TURNPIKE_PLUGIN_INVALID', 'Its route answered what is no answer.');
  return { ...(status === undefined ? {} : { status }), headers, body: bytesOf(body) };
}

function isHeader(value: unknown): boolean {
  return [value].flat().every((one) => typeof one === 'string' && !/[\r\n]/.test(one));
}

function bytesOf(body: unknown): unknown {
  return body instanceof Uint8Array ? Buffer.from(body) : body;
}
