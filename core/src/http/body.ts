/** Request bodies: counted while they come, whole or as a stream. */
import type { IncomingMessage } from 'node:http';
import { parseBoundedJson } from '../contracts/bounded-json.js';
import { InputError, isTurnpikeError } from '../contracts/errors.js';

export interface RequestBody {
  json(): Promise<unknown>;
  bytes(): Promise<Uint8Array>;
  stream(): AsyncIterable<Uint8Array>;
}

/** Room in memory for a body that is taken whole; resolves with the way to give it back. */
export type TakeRoom = (bytes: number) => Promise<unknown>;

/** How slowly a streamed body may come. Only the time counts in which more of it is waited for. */
export interface UploadPace {
  /** 0: as slowly as it likes. */
  readonly bytesPerSecond: number;
  readonly patienceMs: number;
}
const NO_PACE: UploadPace = { bytesPerSecond: 0, patienceMs: 0 };

export function requestBody(
  request: IncomingMessage,
  limitBytes: number,
  takeRoom: TakeRoom = async () => undefined,
  pace: UploadPace = NO_PACE,
): RequestBody {
  let whole: Promise<Uint8Array> | undefined;
  const stream = () => paced(limited(request, limitBytes), pace);
  const bytes = () => (whole ??= collect(request, limitBytes, takeRoom));
  return {
    stream,
    bytes,
    async json() {
      const kind = bodyKind(request.headers['content-type']);
      const { buffer, byteOffset, byteLength } = await bytes();
      const body = Buffer.from(buffer, byteOffset, byteLength);
      if (body.byteLength === 0) return {};
      if (kind === 'none') throw unsupported(request.headers['content-type']);
      // travis.rb labels JSON as a form on some paths (travis-api facts 13).
      return kind === 'form' && !startsWithBrace(body)
        ? parseForm(body.toString('utf8'))
        : parseBoundedJson(body);
    },
  };
}

function startsWithBrace(body: Buffer): boolean {
  return body.toString('utf8', 0, 1024).trimStart().startsWith('{');
}

async function* limited(request: IncomingMessage, limit: number): AsyncGenerator<Uint8Array> {
  if (declared(request) > limit) throw tooLarge(limit);
  let received = 0;
  try {
    // Destroying the request would cut off the answer that says why.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      const bytes = chunk as Buffer;
      received += bytes.byteLength;
      if (received > limit) throw tooLarge(limit);
      yield bytes;
    }
  } catch (error) {
    throw request.destroyed && !request.complete && !isTurnpikeError(error) ? cutOff(error) : error;
  }
}

async function* paced(
  source: AsyncGenerator<Uint8Array>,
  { bytesPerSecond, patienceMs }: UploadPace,
): AsyncGenerator<Uint8Array> {
  if (bytesPerSecond === 0) return yield* source;
  let [received, waitedMs] = [0, 0];
  try {
    for (;;) {
      const began = performance.now();
      const left = patienceMs + (received / bytesPerSecond) * 1000 - waitedMs;
      const next = await inTime(Math.min(left, LONGEST_TIMER_MS), () => source.next());
      waitedMs += performance.now() - began;
      if (next.done) return;
      received += next.value.byteLength;
      yield next.value;
    }
  } finally {
    // Not awaited: it ends only when what it waits for comes.
    void source.return(undefined).catch(() => undefined);
  }
}

function declared(request: IncomingMessage): number {
  return Number(request.headers['content-length'] ?? 0);
}

/** Bodies up to this size always have room: the rate of requests bounds them. */
const SMALL_BYTES = 65_536;
const PATIENCE_MS = 20_000;
const SLOWEST_BYTES_PER_MS = 262;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

async function collect(
  request: IncomingMessage,
  limit: number,
  takeRoom: TakeRoom,
): Promise<Uint8Array> {
  const known = request.headers['content-length'] !== undefined;
  // Without a length it may become as large as it is let.
  const most = known ? Math.min(declared(request), limit) : limit;
  if (declared(request) <= limit && most > SMALL_BYTES && !isBodiless(request))
    await takeRoom(most);
  const parts: Uint8Array[] = [];
  const patience = PATIENCE_MS + most / SLOWEST_BYTES_PER_MS;
  await inTime(patience, async () => {
    for await (const chunk of limited(request, limit)) parts.push(chunk);
  });
  if (parts.length === 1 && parts[0]) return parts[0];
  await ownTurn();
  return Buffer.concat(parts);
}

let lastTurn: Promise<unknown> = Promise.resolve();

/**
 * One large body is put together and read in each turn of the event loop, so that what is small waits for one
 * of them and not for all that came at once.
 */
function ownTurn(): Promise<unknown> {
  return (lastTurn = lastTurn.then(() => new Promise((resolve) => setImmediate(resolve))));
}

function isBodiless({ headers }: IncomingMessage): boolean {
  return headers['content-length'] === undefined && headers['transfer-encoding'] === undefined;
}

/** Throws TURNPIKE_INPUT_SLOW: who sends a byte now and then keeps room from others. */
async function inTime<T>(ms: number, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new InputError('TURNPIKE_INPUT_SLOW')), ms);
  });
  try {
    const working = work();
    // Whoever gave up no longer hears that it failed.
    working.catch(() => undefined);
    return await Promise.race([working, late]);
  } finally {
    clearTimeout(timer);
  }
}

function bodyKind(contentType: string | undefined): 'json' | 'form' | 'none' {
  const type = (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/json' || type === 'text/json' || type.endsWith('+json')) return 'json';
  return type === 'application/x-www-form-urlencoded' ? 'form' : 'none';
}

const MOST_FIELDS = 1_000;

/** `ids[]=1&ids[]=2` becomes a list, all else text. */
function parseForm(text: string): Record<string, unknown> {
  if (text.split('&', MOST_FIELDS + 1).length > MOST_FIELDS) {
    throw new InputError('TURNPIKE_INPUT_INVALID', `A form has at most ${MOST_FIELDS} fields.`);
  }
  const form = new Map<string, unknown>();
  for (const [name, value] of new URLSearchParams(text)) {
    if (!name.endsWith('[]')) form.set(name, value);
    else form.set(name.slice(0, -2), [...asList(form.get(name.slice(0, -2))), value]);
  }
  return Object.fromEntries(form);
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function cutOff(cause: unknown): InputError {
  const message = 'The body ended before it was whole.';
  return new InputError('TURNPIKE_INPUT_INVALID', message, {}, cause);
}

function tooLarge(limit: number): InputError {
  return new InputError('TURNPIKE_INPUT_TOO_LARGE', undefined, { limitBytes: limit });
}

function unsupported(contentType: string | undefined): InputError {
  return new InputError('TURNPIKE_INPUT_TYPE', undefined, {
    contentType: contentType?.slice(0, 100) ?? null,
    wayOut: 'Send application/json.',
  });
}
