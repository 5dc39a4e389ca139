/** One HTTP request to another process of the platform, with a time limit and patience where it is safe. */
import { setTimeout as sleep } from 'node:timers/promises';
import { TimeoutError, isTurnpikeError, type ErrorCode } from '../contracts/errors.js';
import { assertOutsideTransaction } from '../store/guard.js';
import { reviveError, unreachable } from './remote-error.js';

export interface HttpCall {
  /** For people: `leases.claim`. */
  readonly name: string;
  readonly url: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly token: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** For each attempt, until the head of the answer is there. */
  readonly timeoutMs: number;
  /** May be sent again when it is not known whether it arrived. */
  readonly idempotent: boolean;
  readonly signal?: AbortSignal | undefined;
}

const ATTEMPTS = 3;
const FIRST_PAUSE_MS = 100;

/** The answer, its status below 400. Throws what the other side threw, or that it cannot be reached. */
export async function httpCall(call: HttpCall): Promise<Response> {
  assertOutsideTransaction(`The call ${call.name}`);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptCall(call);
    } catch (error) {
      if (attempt >= ATTEMPTS || !mayRepeat(call, error) || call.signal?.aborted) throw error;
      await sleep(pauseMs(attempt));
    }
  }
}

async function attemptCall(call: HttpCall): Promise<Response> {
  const response = await fetchHead(call);
  if (response.ok) return response;
  const body: unknown = await response.json().catch(() => undefined);
  throw reviveError(call.name, response.status, body);
}

async function fetchHead(call: HttpCall): Promise<Response> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), call.timeoutMs);
  const signal = call.signal ? AbortSignal.any([limit.signal, call.signal]) : limit.signal;
  try {
    // Node's fetch keeps connections alive and sends without Nagle's delay.
    return await fetch(call.url, {
      method: call.method,
      redirect: 'error',
      signal,
      headers: { authorization: `Bearer ${call.token}`, ...call.headers },
      ...(call.body === undefined ? {} : { body: call.body as Uint8Array<ArrayBuffer> | string }),
    });
  } catch (error) {
    if (call.signal?.aborted) throw error;
    if (limit.signal.aborted) throw tookTooLong(call);
    throw unreachable(call.name, call.url, error);
  } finally {
    clearTimeout(timer);
  }
}

/** What may be gone in a moment. Time limits are not: a slow process gets no second load. */
const PASSING: readonly ErrorCode[] = ['TURNPIKE_REMOTE_UNAVAILABLE', 'TURNPIKE_STORE_UNAVAILABLE'];

function mayRepeat(call: HttpCall, error: unknown): boolean {
  if (!isTurnpikeError(error) || !PASSING.includes(error.code)) return false;
  return call.idempotent || neverArrived(error);
}

/** Nobody listened: the request cannot have been carried out. */
function neverArrived(error: Error): boolean {
  const reason = (error.cause as Error | undefined)?.cause as NodeJS.ErrnoException | undefined;
  return reason?.code === 'ECONNREFUSED' || reason?.code === 'ENOTFOUND';
}

/** Grows with each attempt; the jitter keeps many clients from coming back together. */
function pauseMs(attempt: number): number {
  return FIRST_PAUSE_MS * 2 ** (attempt - 1) * (0.5 + Math.random());
}

function tookTooLong(call: HttpCall): TimeoutError {
  return new TimeoutError(`${call.name} took longer than ${call.timeoutMs} ms.`, {
    service: call.name,
    timeoutMs: call.timeoutMs,
  });
}
