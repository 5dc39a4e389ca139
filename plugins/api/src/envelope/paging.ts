/** `limit` and `offset` of lists, and the links to their other pages. */
import type { WirePageLink, WirePagination } from '@turnpike/sdk/platform';
import { wrongParams } from './failures.js';

const MOST = 100;

export interface PageRequest {
  readonly limit: number;
  readonly offset: number;
}

/** Throws InputError for what is no number; 0 and less fall back to the default. */
export function parsePage(query: URLSearchParams, fallback = 25): PageRequest {
  const limit = wholeNumber(query, 'limit') ?? fallback;
  const offset = wholeNumber(query, 'offset') ?? 0;
  return { limit: Math.min(MOST, limit > 0 ? limit : fallback), offset: Math.max(0, offset) };
}

function wholeNumber(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null || text === '') return undefined;
  if (!/^-?\d{1,9}$/.test(text)) throw wrongParams(`${name} is not a number.`, name);
  return Number(text);
}

export function pagination(
  page: PageRequest,
  count: number,
  path: string,
  query: URLSearchParams,
): WirePagination {
  const { limit, offset } = page;
  const at = (place: number): WirePageLink => link(path, query, place, limit);
  const last = Math.max(0, Math.ceil(count / limit) - 1) * limit;
  return {
    limit,
    offset,
    count,
    is_first: offset === 0,
    is_last: offset + limit >= count,
    next: offset + limit < count ? at(offset + limit) : null,
    prev: offset > 0 ? at(Math.max(0, offset - limit)) : null,
    first: at(0),
    last: at(last),
  };
}

function link(path: string, query: URLSearchParams, offset: number, limit: number): WirePageLink {
  const other = new URLSearchParams(query);
  if (offset === 0) other.delete('offset');
  else other.set('offset', String(offset));
  if (query.has('limit')) other.set('limit', String(limit));
  const text = other.toString();
  return { '@href': text === '' ? path : `${path}?${text}`, offset, limit };
}
