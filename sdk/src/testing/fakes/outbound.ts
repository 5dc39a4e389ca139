import {
  ExternalHostError,
  InputError,
  type Clock,
  type Outbound,
  type OutboundInit,
  type OutboundResponse,
} from '@turnpike/core/contracts';

/** What a request of the plugin looked like. @stable */
export interface SentRequest {
  /** Default of a request: `GET`. */
  readonly method: string;
  /** Absolute, as it was asked for. */
  readonly url: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text; empty where there is none. */
  readonly body: string;
}

/** What a host in the test answers. @stable */
export interface FakeAnswer {
  /** Default: 200. */
  readonly status?: number;
  /** Any case. `location` with a status of 3xx redirects. */
  readonly headers?: Readonly<Record<string, string>>;
  /** A text or bytes as they are; anything else as JSON. Default: empty. */
  readonly body?: unknown;
  /** The answer takes so long. Of the given clock; without one no time passes, but limits below it hold. */
  readonly delayMs?: number;
}

/** Of the network itself; statuses are answers. @stable */
export type NetworkFailure = 'refused' | 'dns' | 'timeout' | 'reset' | 'forbidden';

/** A way out that leads nowhere but into the test. @stable */
export interface FakeOutbound extends Outbound {
  /** All that was asked, redirects too, in order; also what failed. */
  readonly requests: readonly SentRequest[];
  /** Addresses that begin with `prefix` are answered so; the longest prefix that fits is taken. */
  answer(prefix: string, answer: FakeAnswer | ((request: SentRequest) => FakeAnswer)): void;
  /** Addresses that begin with `prefix` (default: all) fail so, until `heal`. */
  fail(failure: NetworkFailure, prefix?: string): void;
  /** Nothing fails any more. */
  heal(): void;
}

type Answering = (request: SentRequest) => FakeAnswer;

/**
 * For `deps: [fake(tokens.outbound, …)]`. An address that nothing answers has no host (`dns`). It passes
 * `outboundConformance`, the suite of the real one.
 * @stable
 */
export function fakeOutbound(options: { readonly clock?: Clock } = {}): FakeOutbound {
  const requests: SentRequest[] = [];
  const answers = new Map<string, Answering>();
  const failures = new Map<string, NetworkFailure>();

  async function once(request: SentRequest, init: OutboundInit): Promise<FakeAnswer> {
    requests.push(request);
    const failure = longest(failures, request.url);
    if (failure !== undefined) throw failed(failure, request.url);
    const answering = longest(answers, request.url);
    if (!answering) throw failed('dns', request.url);
    const answer = answering(request);
    await wait(answer.delayMs ?? 0, request.url, init, options.clock);
    return answer;
  }

  async function follow(url: string, init: OutboundInit): Promise<OutboundResponse> {
    const most = init.maxRedirects ?? 5;
    let at = checked(url);
    for (let redirects = 0; ; redirects += 1) {
      const answer = await once(requestOf(at, init), init);
      const response = respond(at, answer, init);
      const { location } = response.headers;
      if (response.status < 300 || response.status > 399 || !location || most === 0)
        return response;
      if (redirects === most) throw refused(at, 'redirects too often');
      at = checked(new URL(location, at).href);
    }
  }

  return {
    requests,
    fetch: (url, init = {}) => withSignal(follow(url, init), init.signal, url),
    async resolve(host, port) {
      const failure = longest(failures, `//${host}`) ?? longest(failures, `https://${host}`);
      if (failure !== undefined) throw failed(failure, `https://${host}`);
      return { host, port, addresses: ['192.0.2.1'] };
    },
    answer(prefix, given) {
      answers.set(prefix, typeof given === 'function' ? given : () => given);
    },
    fail: (failure, prefix = '') => void failures.set(prefix, failure),
    heal: () => failures.clear(),
  };
}

function longest<T>(known: ReadonlyMap<string, T>, url: string): T | undefined {
  const fitting = [...known.keys()].filter((prefix) => url.startsWith(prefix));
  const [best] = fitting.sort((a, b) => b.length - a.length);
  return best === undefined ? undefined : known.get(best);
}

function checked(url: string): string {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return new URL(url).href;
  throw new InputError('TURNPIKE_URL_FORBIDDEN', 'This is no address of http or https.');
}

function requestOf(
  url: string,
  { method = 'GET', headers = {}, body = '' }: OutboundInit,
): SentRequest {
  const entries = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  const text = typeof body === 'string' ? body : Buffer.from(body).toString();
  return {
    method,
    url,
    headers: Object.fromEntries(entries) as SentRequest['headers'],
    body: text,
  };
}

function respond(
  url: string,
  answer: FakeAnswer,
  { maxBytes = 8 * 1_048_576 }: OutboundInit,
): OutboundResponse {
  const { status = 200, headers = {} } = answer;
  const body = bytesOf(answer.body);
  if (body.byteLength > maxBytes) throw refused(url, `sent more than ${maxBytes} bytes`);
  const text = () => Buffer.from(body).toString();
  const entries = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    status,
    ok: status >= 200 && status < 300,
    headers: Object.fromEntries(entries) as OutboundResponse['headers'],
    url,
    body,
    text,
    json: () => parsed(text(), url),
  };
}

function bytesOf(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  return Buffer.from(
    typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body),
  );
}

function parsed(text: string, url: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw refused(url, 'did not answer in JSON', error);
  }
}

async function wait(
  delayMs: number,
  url: string,
  init: OutboundInit,
  clock?: Clock,
): Promise<void> {
  const limitMs = init.timeoutMs ?? 30_000;
  if (delayMs > 0) await clock?.sleep(Math.min(delayMs, limitMs), init.signal);
  if (delayMs >= limitMs) throw failed('timeout', url);
}

function failed(failure: NetworkFailure, url: string): Error {
  const { host } = new URL(url);
  const words = { dns: 'is not known', timeout: 'took too long' }[failure as 'dns' | 'timeout'];
  if (failure === 'forbidden')
    return new InputError('TURNPIKE_URL_FORBIDDEN', `${host} is a private address.`, { host });
  const message = `${host} ${words ?? 'cannot be reached'}.`;
  return new ExternalHostError('TURNPIKE_HOST_UNAVAILABLE', message, { host });
}

function refused(url: string, what: string, cause?: unknown): ExternalHostError {
  const { host } = new URL(url);
  return new ExternalHostError('TURNPIKE_HOST_REFUSED', `${host} ${what}.`, { host }, cause);
}

function withSignal<T>(work: Promise<T>, signal: AbortSignal | undefined, url: string): Promise<T> {
  if (!signal) return work;
  const aborted = new Promise<never>((_resolve, reject) => {
    const stop = () => reject(failed('timeout', url));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
  });
  work.catch(() => undefined);
  return Promise.race([aborted, work]);
}
