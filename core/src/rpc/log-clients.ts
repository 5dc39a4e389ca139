/** LogSink and LogReader over HTTP: the routes are those of `sdk/src/clients/log-routes.ts`. */
import type {
  ByteRange,
  LineRange,
  LogInfo,
  LogMatch,
  LogReader,
  LogSeal,
  LogSink,
  RunRef,
} from '../contracts/services.js';
import { isTurnpikeError } from '../contracts/errors.js';
import { httpCall, type HttpCall } from './http-call.js';
import { currentToken, type RemoteOptions } from './remote-client.js';

const TIMEOUT_MS = 10_000;
/** Sealing writes an index and a checksum of the whole log. */
const SEAL_TIMEOUT_MS = 60_000;

/** Sends with each run's own token. Appends say where they belong, so they may be repeated. */
export function remoteLogSink(options: Pick<RemoteOptions, 'url'>): LogSink {
  return {
    async append({ run, runToken, offset, bytes }) {
      const response = await httpCall({
        name: 'logSink.append',
        url: `${logUrl(options, run)}?offset=${offset}`,
        method: 'PUT',
        token: runToken,
        headers: { 'content-type': 'application/octet-stream' },
        body: bytes,
        timeoutMs: TIMEOUT_MS,
        idempotent: true,
      });
      return (await response.json()) as { end: number; waitMs: number };
    },
    async seal({ run, runToken, bytes }) {
      const response = await httpCall({
        name: 'logSink.seal',
        url: `${logUrl(options, run)}/seal`,
        method: 'POST',
        token: runToken,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ bytes }),
        timeoutMs: SEAL_TIMEOUT_MS,
        idempotent: true,
      });
      return (await response.json()) as LogSeal;
    },
  };
}

export function remoteLogReader(options: RemoteOptions): LogReader {
  const call = (name: string, url: string, more: Partial<HttpCall> = {}) =>
    httpCall({
      name: `logReader.${name}`,
      url,
      method: 'GET',
      token: currentToken(options),
      timeoutMs: TIMEOUT_MS,
      idempotent: true,
      ...more,
    });
  const json = async <T>(name: string, url: string) => (await call(name, url)).json() as Promise<T>;
  return {
    info: (run) => orUndefined(json<LogInfo>('info', `${logUrl(options, run)}/info`)),
    async *read(run, range, signal) {
      const url = `${logUrl(options, run)}?${rangeQuery(range)}`;
      const response = await call('read', url, { signal });
      if (response.body) yield* response.body as AsyncIterable<Uint8Array>;
    },
    async parts(run, after, limit) {
      const url = `${logUrl(options, run)}/parts?after=${after}&limit=${limit}`;
      type Part = { number: number; content: string; final: boolean };
      return (await json<{ parts: Part[] }>('parts', url)).parts;
    },
    async search(run, text, limit) {
      const query = new URLSearchParams({ q: text, limit: String(limit) });
      const url = `${logUrl(options, run)}/search?${query}`;
      return (await json<{ matches: LogMatch[] }>('search', url)).matches;
    },
    async remove(run) {
      await call('remove', logUrl(options, run), { method: 'DELETE' });
    },
  };
}

function logUrl({ url }: Pick<RemoteOptions, 'url'>, { jobId, run }: RunRef): string {
  return `${url.replace(/\/+$/, '')}/logs/${jobId}/${run}`;
}

function rangeQuery(range: ByteRange | LineRange): string {
  if (range.kind === 'lines') return `lines=${range.from}-${range.to ?? ''}`;
  return `from=${range.from}${range.to === undefined ? '' : `&to=${range.to}`}`;
}

async function orUndefined<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (isTurnpikeError(error) && error.code === 'TURNPIKE_NOT_FOUND') return undefined;
    throw error;
  }
}
