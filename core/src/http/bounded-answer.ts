/** Answers that are made whole: bounded in size, and taken within a time. */
import type { ServerResponse } from 'node:http';
import { jsonSize } from '../contracts/bounded-json.js';
import { TurnpikeError } from '../contracts/errors.js';
import type { HttpResponse } from '../contracts/http.js';

/** Above this an answer counts while its client takes it. */
export const SMALL_ANSWER_BYTES = 65_536;
const MOST_BYTES = 16 * 1_048_576;
const PATIENCE_MS = 30_000;
const SLOWEST_BYTES_PER_MS = 32;

/**
 * The answer with its JSON as text, and how long that is; 0 for streams, which hold little. Throws
 * TURNPIKE_ANSWER_TOO_LARGE before anything that large is made.
 */
export function wholeAnswer(response: HttpResponse): {
  readonly response: HttpResponse;
  readonly bytes: number;
} {
  const { body } = response;
  if (typeof body === 'string') return { response, bytes: body.length };
  if (body instanceof Uint8Array) return { response, bytes: body.byteLength };
  if (!isPlain(body)) return { response, bytes: 0 };
  if (jsonSize(body, MOST_BYTES) > MOST_BYTES) throw tooLarge();
  const text = JSON.stringify(body);
  const headers = { 'content-type': 'application/json; charset=utf-8', ...response.headers };
  return { response: { status: 200, ...response, headers, body: text }, bytes: text.length };
}

function isPlain(body: unknown): body is object {
  return typeof body === 'object' && body !== null && !(Symbol.asyncIterator in body);
}

function tooLarge(): TurnpikeError {
  return new TurnpikeError('TURNPIKE_ANSWER_TOO_LARGE', undefined, {
    limitBytes: MOST_BYTES,
    wayOut: 'Ask for less: a smaller `limit`, fewer fields in `include`.',
  });
}

/** Who does not read keeps an answer in memory: the connection is cut in the end. */
export function endSlowReader(response: ServerResponse, bytes: number): void {
  const timer = setTimeout(() => response.destroy(), PATIENCE_MS + bytes / SLOWEST_BYTES_PER_MS);
  timer.unref();
  response.once('close', () => clearTimeout(timer));
}
