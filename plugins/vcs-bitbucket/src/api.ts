import {
  ExternalHostError,
  hostCalls,
  withQuery,
  z,
  type HostCalls,
  type HostQuery,
  type VcsCredential,
} from '@turnpike/sdk';
import { authorization } from './credential.js';
import { readJson, refusal, wordsIn } from './host-error.js';
import type { HostSettings } from './settings.js';

/** A list that does not end is the host's fault. */
const MOST_PAGES = 2_000;

export interface Page<T> {
  readonly items: readonly T[];
  /** Address of the next one; null: this was the last. */
  readonly next: string | null;
}

/** The API of one host, for one credential. Throws ExternalHostError. Paths begin with a slash. */
export interface Api {
  readonly host: HostSettings;
  /** undefined: there is no such thing. */
  get<T>(path: string, schema: z.ZodType<T>, query?: HostQuery): Promise<T | undefined>;
  /** An answer that is no JSON; statuses outside of `known` and 2xx are errors. */
  raw(path: string, query?: HostQuery, known?: readonly number[]): Promise<Response>;
  /** `at`: a path, or the address of a next page. undefined: there is no such list. */
  page<T>(at: string, schema: z.ZodType<T>, query?: HostQuery): Promise<Page<T> | undefined>;
  /** All pages. */
  list<T>(path: string, schema: z.ZodType<T>, query?: HostQuery): Promise<readonly T[] | undefined>;
  readonly send: HostCalls['send'];
}

export function apiOf(host: HostSettings, credential: VcsCredential | null): Api {
  const { call, send } = hostCalls({
    ...{ name: host.name, apiUrl: host.apiUrl, fetch: host.fetch },
    headers: headersOf(host, credential),
    refusal: (answer) => refusal(host, answer),
  });
  const api: Api = {
    host,
    send,
    async get(path, schema, query) {
      const answer = await api.raw(path, query, [404]);
      return answer.status === 404 ? absent(host, answer) : readJson(host, answer, schema);
    },
    async raw(path, query, known = []) {
      const answer = await call('GET', withQuery(path, query));
      if (!answer.ok && !known.includes(answer.status)) throw await refusal(host, answer);
      return answer;
    },
    async page(path, schema, query) {
      const isOwn = path.startsWith('/');
      const url = isOwn ? withQuery(`${host.apiUrl}${path}`, query) : ownAddress(host, path);
      const answer = await call('GET', url);
      if (answer.status === 404) return absent(host, answer);
      if (!answer.ok) throw await refusal(host, answer);
      const found = await readJson(host, answer, pageSchema(schema));
      return { items: found.values, next: nextOf(found, url) };
    },
    list: (path, schema, query) => allPages(api, path, schema, query),
  };
  return api;
}

const pageSchema = <T>(schema: z.ZodType<T>) =>
  z.object({
    values: z.array(schema),
    /** Cloud: an address. */
    next: z.string().nullish(),
    /** Data Center: a number to start at. */
    nextPageStart: z.number().nullish(),
    isLastPage: z.boolean().nullish(),
  });

type PageEnd = Omit<z.infer<ReturnType<typeof pageSchema>>, 'values'>;

function nextOf({ next, nextPageStart, isLastPage }: PageEnd, url: string): string | null {
  if (next) return next;
  if (isLastPage !== false || typeof nextPageStart !== 'number') return null;
  const following = new URL(url);
  following.searchParams.set('start', String(nextPageStart));
  return following.href;
}

/** The credential goes to the host's own API, wherever an answer leads. Throws ExternalHostError. */
function ownAddress({ name, apiUrl }: HostSettings, url: string): string {
  if (URL.canParse(url) && new URL(url).href.startsWith(`${apiUrl}/`)) return url;
  const words = `${name} names a next page that is not of its API.`;
  throw new ExternalHostError('TURNPIKE_HOST_REFUSED', words);
}

async function allPages<T>(
  api: Api,
  path: string,
  schema: z.ZodType<T>,
  query?: HostQuery,
): Promise<readonly T[] | undefined> {
  const first = await api.page(path, schema, query);
  if (!first) return undefined;
  const all = [...first.items];
  let { next } = first;
  for (let pages = 1; next !== null && pages < MOST_PAGES; pages += 1) {
    const found: Page<T> | undefined = await api.page(next, schema);
    if (!found) break;
    all.push(...found.items);
    ({ next } = found);
  }
  return all;
}

/** A host that does not know an address says so in another form than of what is not there. */
async function absent(host: HostSettings, answer: Response): Promise<undefined> {
  if (wordsIn(await answer.clone().text()) === undefined) throw await refusal(host, answer);
  return undefined;
}

function headersOf(
  { kind }: HostSettings,
  credential: VcsCredential | null,
): Record<string, string> {
  const allowed = authorization(credential);
  return {
    // Without it Data Center takes a write for one of a browser.
    ...(kind === 'bitbucket' ? {} : { 'x-atlassian-token': 'no-check' }),
    ...(allowed === undefined ? {} : { authorization: allowed }),
  };
}
