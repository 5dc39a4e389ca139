import {
  hostCalls,
  jsonOf,
  withQuery,
  type HostCalls,
  type HostQuery,
  type z,
} from '@turnpike/sdk';
import { readJson, refusal, wordsOf } from './host-error.js';
import { nextPage } from './pages.js';

/** The largest page that GitLab answers. */
const PAGE = 100;
/** A list that does not end is the server's fault. */
const MOST_PAGES = 2_000;

export interface ServerSettings {
  /** What repositories name. */
  readonly id: string;
  /** As its users open it, without a slash at its end; may have a path. */
  readonly url: string;
  /** Without a slash at its end. */
  readonly apiUrl: string;
  readonly fetch: typeof fetch;
}

/** What is there, or what GitLab says is not. */
export type Found<T> = { readonly value: T } | { readonly absent: string };

/** The API of one server, for one credential. Throws ExternalHostError. */
export interface Api {
  readonly server: ServerSettings;
  /** What is not there is told apart by GitLab's words: a project, or something in it. */
  ask<T>(path: string, schema: z.ZodType<T>, query?: HostQuery): Promise<Found<T>>;
  /** undefined: there is no such thing. */
  get<T>(path: string, schema: z.ZodType<T>, query?: HostQuery): Promise<T | undefined>;
  /** All pages of a list; undefined: there is none. */
  list<T>(path: string, schema: z.ZodType<T>, query?: HostQuery): Promise<readonly T[] | undefined>;
  page<T>(path: string, schema: z.ZodType<T>, query?: HostQuery): Promise<Page<T> | undefined>;
  /** A file as it is. */
  bytes(path: string, query?: HostQuery): Promise<Found<Uint8Array>>;
  readonly send: HostCalls['send'];
}

export interface Page<T> {
  readonly items: readonly T[];
  /** What the next page is asked with; undefined: this was the last. */
  readonly next: HostQuery | undefined;
}

export function apiOf(server: ServerSettings, token: string | undefined): Api {
  const { call, send } = hostCalls({
    ...{ name: 'GitLab', apiUrl: server.apiUrl, fetch: server.fetch },
    // Taken for access tokens of people, projects and groups, and for those of a sign-in.
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    refusal: (answer) => refusal(server, answer),
  });
  /** The answer, or what is not there. */
  const read = async (path: string, query?: HostQuery): Promise<Found<Response>> => {
    const answer = await call('GET', withQuery(path, query));
    if (answer.status === 404) return { absent: await absence(server, answer) };
    if (!answer.ok) throw await refusal(server, answer);
    return { value: answer };
  };
  const api: Api = {
    server,
    async ask(path, schema, query) {
      const found = await read(path, query);
      return 'absent' in found ? found : { value: await readJson(server, found.value, schema) };
    },
    async get(path, schema, query) {
      const found = await api.ask(path, schema, query);
      return 'absent' in found ? undefined : found.value;
    },
    async page(path, schema, query) {
      const found = await read(path, { per_page: PAGE, ...query });
      if ('absent' in found) return undefined;
      const items = await readJson(server, found.value, schema.array());
      return { items, next: nextPage(found.value) };
    },
    list: (path, schema, query) => allPages(api, path, schema, query),
    async bytes(path, query) {
      const found = await read(path, query);
      if ('absent' in found) return found;
      return { value: new Uint8Array(await found.value.arrayBuffer()) };
    },
    send,
  };
  return api;
}

async function allPages<T>(
  api: Api,
  path: string,
  schema: z.ZodType<T>,
  query?: HostQuery,
): Promise<readonly T[] | undefined> {
  const all: T[] = [];
  let at: HostQuery | undefined = query ?? {};
  for (let page = 1; at !== undefined && page <= MOST_PAGES; page += 1) {
    const found: Page<T> | undefined = await api.page(path, schema, at);
    if (!found) return page === 1 ? undefined : all;
    all.push(...found.items);
    at = found.next;
  }
  return all;
}

/** A server that does not know an address says so in words or HTML; what is not there, in JSON. */
async function absence(server: ServerSettings, answer: Response): Promise<string> {
  const text = await answer.clone().text();
  if (jsonOf(text) === undefined) throw await refusal(server, answer);
  return wordsOf(text) || 'Not Found';
}
