/** Lists: `{ '@type': 'builds', '@pagination': …, builds: […] }`. */
import type { HttpResponse } from '@turnpike/sdk';
import type { Call } from '../endpoint.js';
import { pagination, type PageRequest } from '../envelope/paging.js';
import type { Wire } from './render.js';

/** `page` and `total` where the list is read by pages. */
export function collection(
  call: Call,
  type: string,
  entries: readonly Wire[],
  paged?: { readonly page: PageRequest; readonly total: number },
): HttpResponse {
  const { path } = call.exchange;
  const text = call.query.toString();
  return {
    status: 200,
    body: {
      '@type': type,
      '@href': text === '' ? path : `${path}?${text}`,
      '@representation': 'standard',
      ...(paged ? { '@pagination': pagination(paged.page, paged.total, path, call.query) } : {}),
      [type]: entries,
    },
  };
}

export function single(body: Wire, status = 200): HttpResponse {
  return { status, body };
}

/** 202: accepted, happens soon. */
export function pending(
  change: 'cancel' | 'restart' | 'prioritize' | 'created' | 'redelivery',
  type: string,
  more: Wire,
): HttpResponse {
  return {
    status: 202,
    body: { '@type': 'pending', ...more, state_change: change, resource_type: type },
  };
}
