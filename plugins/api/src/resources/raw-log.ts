/**
 * The bytes of a log as they are, ANSI and markers and all. Written by hostile code: the answer is plain text in a
 * sandbox, so that no browser takes it for a page.
 */
import type { HttpResponse, Job, LogInfo, RunRef } from '@turnpike/sdk';
import type { Call } from '../endpoint.js';

const SANDBOX = "default-src 'none'; sandbox";

export function rawLog(
  call: Call,
  job: Job,
  run: RunRef | undefined,
  info: LogInfo | undefined,
): HttpResponse {
  const end = info?.end ?? 0;
  const headers = headersOf(call, job, run, info);
  if (!run || !info) return { status: 200, headers, body: '' };
  const range = rangeOf(call.exchange.headers['range']);
  if (range === undefined) return { status: 200, headers, body: read(call, run, 0, end) };
  const to = Math.min(end, range.to ?? end);
  if (range.from >= end || to <= range.from) return pastTheEnd(headers, end);
  return {
    status: 206,
    headers: { ...headers, 'content-range': `bytes ${range.from}-${to - 1}/${end}` },
    body: read(call, run, range.from, to),
  };
}

/** In place of a log that is gone: why, as its only line. */
export function removedLog(
  call: Call,
  job: Job,
  run: RunRef | undefined,
  text: string,
): HttpResponse {
  const body = Buffer.from(`${text}\n`);
  const info = { end: body.byteLength, sealed: true, lines: 1, parts: 1 };
  return { status: 200, headers: headersOf(call, job, run, info), body };
}

/** Only up to the end that the headers name: the log may grow meanwhile. */
function read(call: Call, run: RunRef, from: number, to: number): AsyncIterable<Uint8Array> {
  return call.api.logs.read(run, { kind: 'bytes', from, to }, call.exchange.signal);
}

function headersOf(
  call: Call,
  job: Job,
  run: RunRef | undefined,
  info: LogInfo | undefined,
): Record<string, string> {
  const kind = call.query.get('download') === '1' ? 'attachment' : 'inline';
  return {
    'content-type': 'text/plain; charset=utf-8',
    'content-disposition': `${kind}; filename="job-${job.number}.log"`,
    'content-security-policy': SANDBOX,
    'accept-ranges': 'bytes',
    'x-log-run': String(run?.run ?? 0),
    'x-log-end': String(info?.end ?? 0),
    'x-log-sealed': String(info?.sealed ?? false),
  };
}

function pastTheEnd(headers: Record<string, string>, end: number): HttpResponse {
  return { status: 416, headers: { ...headers, 'content-range': `bytes */${end}` }, body: '' };
}

/** `bytes=N-` and `bytes=N-M`; `to` is exclusive here. Other ranges are answered by the whole. */
function rangeOf(text: string | undefined): { from: number; to?: number } | undefined {
  const [, from, last] = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(text ?? '') ?? [];
  if (from === undefined) return undefined;
  return last ? { from: Number(from), to: Number(last) + 1 } : { from: Number(from) };
}
