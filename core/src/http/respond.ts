/** Puts a route's answer on the wire. Streams go with back-pressure and end with their client. */
import { Readable } from 'node:stream';
import type Koa from 'koa';
import type { HttpResponse } from '../contracts/http.js';

export function sendResponse(ctx: Koa.Context, response: HttpResponse): void {
  const { body } = response;
  ctx.status = response.status ?? (body === undefined ? 204 : 200);
  if (body !== undefined && body !== null) setBody(ctx, body);
  else ctx.body = null;
  // Koa's setter of a null body turns every status into 204.
  if (response.status !== undefined) ctx.status = response.status;
  setHeaders(ctx, response.headers ?? {});
}

function setHeaders(
  ctx: Koa.Context,
  headers: Readonly<Record<string, string | readonly string[]>>,
): void {
  for (const [name, value] of Object.entries(headers)) {
    ctx.set(name, typeof value === 'string' ? value : [...value]);
  }
}

function setBody(ctx: Koa.Context, body: unknown): void {
  if (typeof body === 'string') {
    ctx.body = body;
    ctx.type = 'text/plain; charset=utf-8';
  } else if (body instanceof Uint8Array) {
    ctx.body = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
    ctx.type = 'application/octet-stream';
  } else if (isStream(body)) {
    ctx.body = body instanceof Readable ? body : Readable.from(body, { objectMode: false });
    ctx.type = 'application/octet-stream';
  } else {
    ctx.body = JSON.stringify(body);
    ctx.type = 'application/json; charset=utf-8';
  }
}

function isStream(body: unknown): body is AsyncIterable<Uint8Array> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}
