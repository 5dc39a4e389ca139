import {
  hostCalls,
  jsonOf,
  withQuery,
  type HostCalls,
  type HostQuery,
  type z,
} from '@turnpike/sdk';
import { readJson, refusal } from './host-error.js';

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

/** The API of one server, for one credential. Throws ExternalHostError. */
export interface Api {
  readonly server: ServerSettings;
  /** undefined: there is no such thing. */
  get<T>(path: string, schema: z.ZodType<T>, query?: HostQuery): Promise<T | undefined>;
  /** All pages of a list; undefined: there is none. */
  list<T>(path: string, schema: z.ZodType<T>, query?: HostQuery): Promise<readonly T[] | undefined>;
  /** One page, as the server cuts it. */
  page<T>(path: string, schema: z.ZodType<T>, query?: HostQuery): Promise<Page<T> | undefined>;
  readonly send: HostCalls['send'];
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Of the whole list; undefined: the server does not say. */
  readonly total: number | undefined;
}

export function apiOf(server: ServerSettings, token: string | undefined): Api {
  const { call, send } = hostCalls({
    ...{ name: server.name, apiUrl: server.apiUrl, fetch: server.fetch },
    headers: token === undefined ? {} : { authorization: `token ${token}` },
    refusal: (answer) => refusal(server, answer),
  });
  /** undefined: there is no such thing. */
  const read = async (path: string, query?: HostQuery): Promise<Response | undefined> => {
    const answer = await call('GET', withQuery(path, query));
    if (answer.status === 404) return absent(server, answer);
    if (!answer.ok) throw await refusal(server, answer);
    return answer;
  };
  const api: Api = {
    server,
    async get(path, schema, query) {
      const answer = await read(path, query);
      return answer && readJson(server, answer, schema);
    },
    async page(path, schema, query) {
      const answer = await read(path, { limit: PAGE, ...query });
      if (!answer) return undefined;
      const total = answer.headers.get('x-total-count');
      const items = await readJson(server, answer, schema.array().nullable());
      return { items: items ?? [], total: total === null ? undefined : Number(total) };
    },
    list: (path, schema, query) => allPages(api, path, schema, query),
    send,
  };
  return api;
}

/** The server may cut pages shorter than they were asked for, so their length tells nothing. */
async function allPages<T>(
  api: Api,
  path: string,
  schema: z.ZodType<T>,
  query?: HostQuery,
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
