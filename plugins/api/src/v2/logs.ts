/** Logs as version 2 has them: one text, or parts while they grow (travis-api facts 8). */
import type { HttpExchange, HttpResponse, Route } from '@turnpike/sdk';
import type { Api } from '../api.js';
import type { Call } from '../endpoint.js';
import { jsonTextOf } from '../render/log-json.js';
import { single } from '../render/collection.js';
import { wireOf, type AskV3 } from './delegate.js';
import { endpointV2 } from './endpoint-v2.js';
import { plainLines } from './plain-lines.js';

export function logRoutes(api: Api, ask: AskV3): Route[] {
  const show = (call: Call) => answer(call, ask);
  return [
    endpointV2(api, 'GET /v2/jobs/:id/log', show),
    endpointV2(api, 'GET /v2/logs/:id', show),
    endpointV2(api, 'GET /v2/jobs/:id/log.txt', (call) => asText(call, ask)),
    endpointV2(
      api,
      'PATCH /v2/jobs/:id/log',
      async (call) => {
        const params = paramsOf(call);
        const log = wireOf(await ask(call.exchange, 'DELETE /v3/job/:id/log', { params }));
        const removed = log['removed'] as { at?: unknown; by?: unknown } | null;
        const { content: body } = log;
        return single({
          log: {
            ...head(call),
            body,
            removed_at: removed?.at ?? null,
            removed_by: removed?.by ?? null,
          },
        });
      },
      { audit: 'log.remove' },
    ),
  ];
}

const paramsOf = (call: Call) => ({ id: call.params['id'] ?? '' });

function head(call: Call) {
  const id = Number(call.params['id']);
  return { id, job_id: id, type: 'Log' };
}

async function answer(call: Call, ask: AskV3): Promise<HttpResponse> {
  const { accept = '' } = call.exchange.headers;
  if (/^\s*text\/plain/i.test(accept)) return asText(call, ask);
  const raw = await rawOf(call.exchange, ask, paramsOf(call));
  const isWhole = raw.headers['x-log-sealed'] === 'true';
  if (/chunked=true/i.test(accept) && !isWhole) {
    const found = await ask(call.exchange, 'GET /v3/job/:id/log_parts', { params: paramsOf(call) });
    const parts = wireOf(found)['log_parts'];
    return single({ log: { ...head(call), parts } });
  }
  // "Whole": the client takes the text, or the next that it accepts.
  if (/chunked=true/i.test(accept) && /text\/plain/i.test(accept)) return asText(call, ask);
  return {
    status: 200,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: jsonTextOf({ ...head(call) }, 'log', 'body', raw.body),
  };
}

async function asText(call: Call, ask: AskV3): Promise<HttpResponse> {
  const { headers, body } = await rawOf(call.exchange, ask, paramsOf(call));
  const { query } = call;
  const { 'content-type': type = '', 'content-disposition': file = '' } = headers;
  const shown = query.get('deansi') === '1' ? plainLines(body) : body;
  const disposition =
    query.get('attachment') === '1' ? file.replace(/^inline/, 'attachment') : file;
  const policy = headers['content-security-policy'] ?? '';
  return {
    status: 200,
    headers: {
      'content-type': type,
      'content-disposition': disposition,
      'content-security-policy': policy,
    },
    body: shown,
  };
}

interface Raw {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: AsyncIterable<Uint8Array>;
}

/** From its beginning: a `Range` is of version 3. */
async function rawOf(
  exchange: HttpExchange,
  ask: AskV3,
  params: Readonly<Record<string, string>>,
): Promise<Raw> {
  const { range: _range, ...headers } = exchange.headers;
  const found = await ask({ ...exchange, headers }, 'GET /v3/job/:id/log.txt', { params });
  return {
    headers: (found.headers ?? {}) as Record<string, string>,
    body: chunksOf(found.body as AsyncIterable<Uint8Array> | Uint8Array | string),
  };
}

async function* chunksOf(
  body: AsyncIterable<Uint8Array> | Uint8Array | string,
): AsyncGenerator<Uint8Array> {
  if (typeof body === 'string') yield Buffer.from(body);
  else if (body instanceof Uint8Array) yield body;
  else yield* body;
}
