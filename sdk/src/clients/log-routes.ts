/** The HTTP face of the logs role: what `remoteLogSink` and `remoteLogReader` of core speak to. */
import {
  InputError,
  NotAllowedError,
  NotFoundError,
  type ByteRange,
  type HttpExchange,
  type HttpResponse,
  type LineRange,
  type LogReader,
  type LogSink,
  type Route,
  type RunRef,
} from '@turnpike/core/contracts';

/** A worker sends at most 1 MiB at a time; the rest is room for its last flush. */
const APPEND_LIMIT_BYTES = 4 * 1_048_576;
const MOST_PARTS = 1_000;
const MOST_MATCHES = 10_000;

/**
 * Routes below `/logs/:job/:run`. Writing takes the run's own token, or the role secret (for runs that died): `roleSink` takes what came with it;
 * reading and removing are for the platform's own processes, which ask for people and check their rights.
 * @experimental
 */
export function logRoutes(sink: LogSink, reader: LogReader, roleSink = sink): Route[] {
  const sinkOf = ({ principal }: HttpExchange) => (principal.kind === 'role' ? roleSink : sink);
  return [...writeRoutes(sinkOf), ...readRoutes(reader)];
}

function writeRoutes(sinkOf: (exchange: HttpExchange) => LogSink): Route[] {
  return [
    {
      method: 'PUT',
      path: '/logs/:job/:run',
      allow: ['run', 'role'],
      bodyLimitBytes: APPEND_LIMIT_BYTES,
      ratePerMinute: 0,
      async handle(exchange) {
        const run = ownRun(exchange);
        const offset = wholeNumber(exchange, 'offset');
        const bytes = await exchange.bytes();
        return {
          body: await sinkOf(exchange).append({ run, runToken: tokenOf(exchange), offset, bytes }),
        };
      },
    },
    {
      method: 'POST',
      path: '/logs/:job/:run/seal',
      allow: ['run', 'role'],
      ratePerMinute: 0,
      async handle(exchange) {
        const run = ownRun(exchange);
        const { bytes } = ((await exchange.json()) ?? {}) as { bytes?: unknown };
        if (!isWhole(bytes)) throw wrong('bytes');
        return { body: await sinkOf(exchange).seal({ run, runToken: tokenOf(exchange), bytes }) };
      },
    },
  ];
}

function readRoutes(reader: LogReader): Route[] {
  const get = (path: string, handle: Route['handle'], method: Route['method'] = 'GET'): Route => ({
    method,
    path,
    allow: ['role'],
    ratePerMinute: 0,
    handle,
  });
  return [
    get('/logs/:job/:run/info', async (exchange) => {
      const info = await reader.info(runOf(exchange));
      if (!info) throw new NotFoundError('There is no such log.');
      return { body: info };
    }),
    get('/logs/:job/:run', (exchange) => readLog(reader, exchange)),
    get('/logs/:job/:run/parts', async (exchange) => {
      const after = wholeNumber(exchange, 'after', -1);
      const limit = Math.min(MOST_PARTS, wholeNumber(exchange, 'limit', MOST_PARTS));
      return { body: { parts: await reader.parts(runOf(exchange), after, limit) } };
    }),
    get('/logs/:job/:run/search', async (exchange) => {
      const text = exchange.query.get('q') ?? '';
      if (text === '') throw wrong('q');
      const limit = Math.min(MOST_MATCHES, wholeNumber(exchange, 'limit', MOST_MATCHES));
      return { body: { matches: await reader.search(runOf(exchange), text, limit) } };
    }),
    get(
      '/logs/:job/:run',
      async (exchange) => {
        await reader.remove(runOf(exchange));
        return { status: 204 };
      },
      'DELETE',
    ),
  ];
}

async function readLog(reader: LogReader, exchange: HttpExchange): Promise<HttpResponse> {
  const run = runOf(exchange);
  // Asked first: an error inside the stream could only cut the connection.
  if (!(await reader.info(run))) throw new NotFoundError('There is no such log.');
  return { status: 200, body: reader.read(run, rangeOf(exchange), exchange.signal) };
}

function rangeOf(exchange: HttpExchange): ByteRange | LineRange {
  const lines = exchange.query.get('lines');
  if (lines === null) {
    const from = wholeNumber(exchange, 'from', 0);
    if (!exchange.query.has('to')) return { kind: 'bytes', from };
    return { kind: 'bytes', from, to: wholeNumber(exchange, 'to') };
  }
  const [, from, to] = /^(\d{1,15})-(\d{0,15})$/.exec(lines) ?? [];
  if (from === undefined) throw wrong('lines');
  return to ? { kind: 'lines', from: +from, to: +to } : { kind: 'lines', from: +from };
}

/** Throws NotAllowedError where a run token names another run than its own. */
function ownRun(exchange: HttpExchange): RunRef {
  const run = runOf(exchange);
  const { principal } = exchange;
  const foreign = principal.kind === 'run' && !isSame(principal, run);
  if (foreign) throw new NotAllowedError('TURNPIKE_ACCESS_DENIED', 'This token is of another run.');
  return run;
}

function isSame(left: RunRef, right: RunRef): boolean {
  return left.jobId === right.jobId && left.run === right.run;
}

function runOf({ params }: HttpExchange): RunRef {
  const jobId = Number(params['job']);
  const run = Number(params['run']);
  if (!isWhole(jobId) || !isWhole(run) || jobId < 1 || run < 1) {
    throw new NotFoundError('There is no such log.');
  }
  return { jobId, run };
}

function tokenOf({ headers }: HttpExchange): string {
  return (headers['authorization'] ?? '').replace(/^\S+\s+/, '');
}

function wholeNumber({ query }: HttpExchange, name: string, fallback?: number): number {
  const text = query.get(name);
  if (text === null && fallback !== undefined) return fallback;
  const value = text === null || !/^-?\d{1,15}$/.test(text) ? Number.NaN : Number(text);
  if (!isWhole(value) && value !== fallback) throw wrong(name);
  return value;
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function wrong(name: string): InputError {
  return new InputError('TURNPIKE_INPUT_INVALID', `${name} is missing or wrong.`, { key: name });
}
