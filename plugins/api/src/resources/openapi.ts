/** `GET /v3/openapi.json`: made when it is first asked for, and again when routes came or went. */
import { createHash } from 'node:crypto';
import { type HttpExchange, type HttpResponse, type Route } from '@turnpike/sdk';
import { wireSchemas } from '@turnpike/sdk/platform';
import type { Api } from '../api.js';
import { endpoint } from '../endpoint.js';
import { openApiDocument } from '../openapi/document.js';

interface Written {
  readonly of: string;
  readonly text: string;
  readonly etag: string;
}

export function openApiRoutes(api: Api): Route[] {
  let written: Written | undefined;
  return [
    endpoint(api, 'GET /v3/openapi.json', async ({ exchange }) => {
      const of = signature(api);
      if (written?.of !== of) written = await write(api, of);
      return answer(exchange, written);
    }),
  ];
}

function signature({ installed, publicUrl }: Api): string {
  const routes = installed.routes().map(({ owner, method, path }) => `${owner} ${method} ${path}`);
  return [publicUrl(), installed.manifests.length, ...routes].join('\n');
}

async function write({ installed, publicUrl }: Api, of: string): Promise<Written> {
  const wire = await wireSchemas();
  const text = JSON.stringify(openApiDocument({ installed, wire, publicUrl: publicUrl() }));
  return { of, text, etag: `"${createHash('sha256').update(text).digest('base64url')}"` };
}

/** Nothing in it is secret: pages of others may read it. */
function answer({ headers: given }: HttpExchange, { text, etag }: Written): HttpResponse {
  const headers = {
    etag,
    'cache-control': 'no-cache',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
  };
  if (given['if-none-match'] === etag) return { status: 304, headers };
  const type = { 'content-type': 'application/json; charset=utf-8' };
  return { status: 200, headers: { ...headers, ...type }, body: text };
}
