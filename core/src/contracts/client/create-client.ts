/** API v3 with types: what a call takes and answers follows from its name. For browsers and Node. */
import type { ApiName } from '../wire/paths.js';
import type { WirePagination } from '../wire/envelope.js';
import { addressOfCall, type AddressParts } from './address.js';
import { errorOfAnswer, unreachable } from './answer-error.js';
import type { AnswerOf, CallArguments, EntryOf, PagedName } from './call-types.js';

/** Where the server is and who asks. @stable */
export interface ClientOptions {
  /** Where the server is, with its base path: `https://ci.example.com/base`. */
  readonly url: string;
  /** An API token. Absent: without one, or with the cookie of a browser's session. */
  readonly token?: string;
  /** Of one call, until its answer begins and where it is JSON until it is there; 30 s if absent, 0: for ever. */
  readonly timeoutMs?: number;
  /** In place of the global one. */
  readonly fetch?: typeof fetch;
}

/**
 * Each member throws TurnpikeError: with the server's code (`TURNPIKE_NOT_FOUND`), and
 * TURNPIKE_REMOTE_UNAVAILABLE where no answer came.
 * @stable
 */
export interface Client {
  /** No slash at its end. */
  readonly url: string;
  /** `call('builds', { params: { repo: 'ada/engine' }, query: { limit: 5 } })`. */
  call<N extends ApiName>(name: N, ...input: CallArguments<N>): Promise<AnswerOf<N>>;
  /** The answer as it comes: logs, downloads. Its body is not read. */
  raw<N extends ApiName>(name: N, ...input: CallArguments<N>): Promise<Response>;
  /** All entries of a list, page after page as they are taken: `for await (const build of …)`. */
  each<N extends PagedName>(name: N, ...input: CallArguments<N>): AsyncGenerator<EntryOf<N>>;
  /** Any path below `url`, for routes of plugins. */
  send(path: string, init?: RequestInit): Promise<Response>;
}

const TIMEOUT_MS = 30_000;

/** A client of one server. Nothing is asked before the first call; may be kept for as long as one likes. @stable */
export function createClient(options: ClientOptions): Client {
  const url = options.url.replace(/\/+$/, '');

  async function send(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { ...headersOf(options), ...(init.headers as Record<string, string>) };
    const { fetch: fetched = fetch, timeoutMs = TIMEOUT_MS } = options;
    const limit = timeoutMs === 0 ? {} : { signal: AbortSignal.timeout(timeoutMs) };
    const response = await fetched(url + path, { ...limit, ...init, headers }).catch(
      (error: unknown) => {
        if (init.signal?.aborted) throw error;
        throw unreachable(url, error);
      },
    );
    // Nothing after the offset that was asked for: not an error for who follows a log.
    if (!response.ok && response.status !== 416) throw await errorOfAnswer(response);
    return response;
  }

  function ask(name: ApiName, input: AddressParts & Sent = {}): Promise<Response> {
    const { method, path } = addressOfCall(name, input);
    return send(path, { method, ...bodyOf(input), ...(input.signal && { signal: input.signal }) });
  }

  async function json(name: ApiName, input?: AddressParts & Sent): Promise<unknown> {
    const text = await (await ask(name, input)).text();
    return text === '' ? undefined : JSON.parse(text);
  }

  return {
    url,
    send,
    raw: (name, ...[input]) => ask(name, input),
    call: async (name, ...[input]) => (await json(name, input)) as never,
    each: (name, ...[input]) => entries((part) => json(name, part), input as AddressParts) as never,
  };
}

interface Sent {
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  readonly headers?: Readonly<Record<string, string>>;
}

function headersOf({ token }: ClientOptions): Record<string, string> {
  return {
    'travis-api-version': '3',
    ...(token === undefined || token === '' ? {} : { authorization: `token ${token}` }),
  };
}

function bodyOf({ body, headers = {} }: Sent): RequestInit {
  if (body === undefined) return { headers };
  return {
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  };
}

async function* entries(
  ask: (input: AddressParts) => Promise<unknown>,
  input: AddressParts = {},
): AsyncGenerator<unknown> {
  let offset = Number(input.query?.['offset'] ?? 0);
  for (;;) {
    const page = (await ask({ ...input, query: { ...input.query, offset } })) as Page;
    yield* page[page['@type']] as readonly unknown[];
    const next = page['@pagination']?.next;
    if (!next) return;
    offset = next.offset;
  }
}
interface Page {
  readonly '@type': string;
  readonly '@pagination'?: WirePagination;
  readonly [member: string]: unknown;
}
