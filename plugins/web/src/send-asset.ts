import type { HttpExchange, HttpResponse } from '@turnpike/sdk';
import type { Asset } from './folder.js';

/** Names of built assets hold a digest of their content. */
export const FOR_EVER = 'public, max-age=31536000, immutable';
export const ASK_AGAIN = 'no-cache';

export async function sendAsset(
  exchange: Pick<HttpExchange, 'headers'>,
  asset: Asset,
  caching: string,
): Promise<HttpResponse> {
  const headers = { etag: asset.etag, 'cache-control': caching, vary: 'Accept-Encoding' };
  if (matches(exchange.headers['if-none-match'], asset.etag)) return { status: 304, headers };
  return send(exchange, asset, 200, headers);
}

/** For what is no success: nobody keeps it. */
export function sendWithStatus(
  exchange: Pick<HttpExchange, 'headers'>,
  asset: Asset,
  status: number,
): Promise<HttpResponse> {
  return send(exchange, asset, status, { 'cache-control': 'no-store', vary: 'Accept-Encoding' });
}

async function send(
  exchange: Pick<HttpExchange, 'headers'>,
  asset: Asset,
  status: number,
  headers: Readonly<Record<string, string>>,
): Promise<HttpResponse> {
  const encoding = encodingFor(exchange.headers['accept-encoding']);
  const encoded = encoding && (await asset.encoded(encoding));
  return {
    status,
    headers: {
      ...headers,
      'content-type': asset.type,
      ...(encoded && encoding ? { 'content-encoding': encoding } : {}),
    },
    body: encoded ?? asset.bytes,
  };
}

function matches(asked: string | undefined, etag: string): boolean {
  return (asked ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
}

function encodingFor(accepted: string | undefined): 'br' | 'gzip' | undefined {
  const names = (accepted ?? '')
    .split(',')
    .filter((one) => !/;\s*q=0(\.0*)?\s*$/.test(one))
    .map((one) => one.split(';')[0]?.trim());
  if (names.includes('br')) return 'br';
  return names.includes('gzip') ? 'gzip' : undefined;
}
