import { noAnswer, type z } from '@turnpike/sdk';
import { readJson, refusal } from './host-error.js';

const TIMEOUT_MS = 30_000;
/** The largest page that servers answer unless told otherwise. */
const PAGE = 50;
/** A list that does not end is the server's fault. */
const MOST_PAGES = 2_000;

export interface ServerSettings {
  /** What repositories name. */
  readonly id: string;
  readonly kind: 'gitea' | 'forgejo' | 'gogs';
  /** As its users open it, without a slash at its end. */
  readonly url: string;
  /** Without a slash at its end. */
  readonly apiUrl: string;
  /** For people: `Gitea`. */
  readonly name: string;
  readonly fetch: typeof fetch;
}

export type Query = Readonly<Record<string, string | number>>;

/** The API of one server, for one credential. Throws ExternalHostError. */
export interface Api {
  readonly server: ServerSettings;
  /** undefined: there is no such thing. */
  get<T>(path: string, schema: z.ZodType<T>, query?: Query): Promise<T | undefined>;
  /** All pages of a list; undefined: there is none. */
  list<T>(path: string, schema: z.ZodType<T>, query?: Query): Promise<readonly T[] | undefined>;
  /** One page, as the server cuts it. */
  page<T>(path: string, schema: z.ZodType<T>, query?: Query): Promise<Page<T> | undefined>;
  /** Answers the status, and the body where it is JSON. Statuses outside of `known` and 2xx are errors. */
  send(
    method: 'POST' | 'PATCH' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
    known?: readonly number[],
  ): Promise<{ readonly status: number; readonly body: unknown }>;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Of the whole list; undefined: the server does not say. */
  readonly total: number | undefined;
}

export function apiOf(server: ServerSettings, token: string | undefined): Api {
  const call = async (method: string, path: string, body?: unknown): Promise<Response> => {
    try {
      return await server.fetch(`${server.apiUrl}${path}`, {
        method,
        headers: headersOf(token, body),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch (error) {
      throw noAnswer(server.name, error);
    }
  };
  const api: Api = {
    server,
    async get(path, schema, query) {
      const answer = await call('GET', `${path}${search(query)}`);
      if (answer.status === 404) return absent(server, answer);
      if (!answer.ok) throw await refusal(server, answer);
      return readJson(server, answer, schema);
    },
    async page(path, schema, query) {
      const answer = await call('GET', `${path}${search({ limit: PAGE, ...query })}`);
      if (answer.status === 404) return absent(server, answer);
      if (!answer.ok) throw await refusal(server, answer);
      const total = answer.headers.get('x-total-count');
      const items = await readJson(server, answer, schema.array().nullable());
      return { items: items ?? [], total: total === null ? undefined : Number(total) };
    },
    list: (path, schema, query) => allPages(api, path, schema, query),
    async send(method, path, body, known = []) {
      const answer = await call(method, path, body);
      if (!answer.ok && !known.includes(answer.status)) throw await refusal(server, answer);
      const text = await answer.text();
      return { status: answer.status, body: jsonOf(text) };
    },
  };
  return api;
}

function headersOf(token: string | undefined, body: unknown): Record<string, string> {
  return {
    accept: 'application/json',
    'user-agent': 'Turnpike',
    ...(token === undefined ? {} : { authorization: `token ${token}` }),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  };
}

/** The server may cut pages shorter than they were asked for, so their length tells nothing. */
async function allPages<T>(
  api: Api,
  path: string,
  schema: z.ZodType<T>,
  query?: Query,
): Promise<readonly T[] | undefined> {
  const all: T[] = [];
  let last = '';
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const found = await api.page(path, schema, { ...query, page });
    if (!found) return page === 1 ? undefined : all;
    // A list that has no pages is the same again.
    const text = JSON.stringify(found.items);
    if (found.total === undefined && text === last) break;
    last = text;
    all.push(...found.items);
    if (found.items.length === 0 || all.length >= (found.total ?? Infinity)) break;
  }
  return all;
}

/** A server that does not know an address says so in words; what is not there, in JSON. */
async function absent(server: ServerSettings, answer: Response): Promise<undefined> {
  const text = await answer.clone().text();
  if (jsonOf(text) === undefined) throw await refusal(server, answer);
  return undefined;
}

function search(query: Query = {}): string {
  const entries = Object.entries(query).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  return entries.length === 0 ? '' : `?${new URLSearchParams(entries).toString()}`;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
