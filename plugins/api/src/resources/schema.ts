/** The JSON Schema of `.travis.yml`, for editors: no secret, so everybody may have it. */
import { createHash } from 'node:crypto';
import type { HttpExchange, HttpResponse, Route } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { notHere } from '../envelope/failures.js';

interface Written {
  readonly text: string;
  readonly etag: string;
}

export function schemaRoutes(api: Api): Route[] {
  let written: Written | undefined;
  return [
    {
      method: 'GET',
      path: '/schema/travis.json',
      allow: ['anonymous', 'user', 'role'],
      handle: (exchange) => answer(exchange, (written ??= write(api))),
    },
  ];
}

function write({ compiler }: Api): Written {
  if (!compiler) throw notHere('The configuration language', 'travis-yml');
  const text = JSON.stringify(compiler.jsonSchema());
  return { text, etag: `"${createHash('sha256').update(text).digest('base64url')}"` };
}

/** It changes with the plugins that are installed: editors ask again after an hour. */
function answer({ headers: given }: HttpExchange, { text, etag }: Written): HttpResponse {
  const headers = {
    etag,
    'cache-control': 'public, max-age=3600',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
  };
  if (given['if-none-match'] === etag) return { status: 304, headers };
  const type = { 'content-type': 'application/schema+json; charset=utf-8' };
  return { status: 200, headers: { ...headers, ...type }, body: text };
}
