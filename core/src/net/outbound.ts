import { rootCertificates } from 'node:tls';
import {
  ConfigError,
  ExternalHostError,
  InputError,
  type Outbound,
  type OutboundInit,
  type OutboundResponse,
} from '../contracts/index.js';
import { createAllowList } from './allow-list.js';
import { exchange, unavailable, type Exchange, type RawAnswer, type Trust } from './exchange.js';
import { lookupAll, resolvePlace, type Lookup, type Way } from './resolve.js';

export interface OutboundOptions {
  /** `net.allow`. */
  readonly allow: readonly string[];
  /** `net.proxy`: `http://user:password@host:port`. */
  readonly proxy?: string;
  /** Asked before each host, those of redirects too; throws where it may not be reached. */
  readonly mayReach?: (host: string) => void;
  /** Whose addresses are not judged, though a proxy is gone through. */
  readonly trusted?: (host: string) => boolean;
  /** Certificate authorities in PEM, beside those that are known. */
  readonly ca?: string;
  /** Certificates are not checked. */
  readonly allowInsecure?: boolean;
  /** Sent as `User-Agent`. */
  readonly userAgent?: string;
  /** For tests: how names are looked up. */
  readonly lookup?: Lookup;
}

const TIMEOUT_MS = 30_000;
const MAX_BYTES = 8 * 1024 * 1024;
const MAX_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** Never sent to another origin than the one they were meant for. */
const PRIVATE_HEADERS =
  /^(authorization|cookie|proxy-authorization|signature|x-.*(token|signature).*)$/i;

/** The platform's way out. Throws ConfigError if an entry of `allow`, or the proxy, cannot be read. @experimental */
export function createOutbound(options: OutboundOptions): Outbound {
  const way: Way = {
    allow: createAllowList(options.allow),
    lookup: options.lookup ?? lookupAll,
    ...(options.proxy ? { proxy: checkedProxy(options.proxy) } : {}),
    ...(options.mayReach ? { mayReach: options.mayReach } : {}),
    ...(options.trusted ? { trusted: options.trusted } : {}),
    tls: tlsOf(options),
  };
  const agent = options.userAgent ?? 'Turnpike';
  return {
    fetch: (url, init = {}) => follow(way, agent, url, init),
    resolve: (host, port) => resolvePlace(way, host, port),
  };
}

function tlsOf({ ca, allowInsecure }: OutboundOptions): Trust {
  return {
    ...(ca === undefined ? {} : { ca: [...rootCertificates, ca] }),
    ...(allowInsecure === true ? { rejectUnauthorized: false } : {}),
  };
}

function checkedProxy(proxy: string): string {
  if (URL.canParse(proxy) && new URL(proxy).protocol === 'http:') return proxy;
  throw new ConfigError('TURNPIKE_CONFIG_INVALID', 'net.proxy is no http:// URL.', {
    key: 'net.proxy',
    wayOut: 'Give http://host:port, with user:password@ before the host where needed.',
  });
}

async function follow(
  way: Way,
  agent: string,
  address: string,
  init: OutboundInit,
): Promise<OutboundResponse> {
  const signal = timeLimit(init);
  const most = init.maxRedirects ?? MAX_REDIRECTS;
  let step = firstStep(agent, parse(address), init);
  for (let redirects = 0; ; redirects++) {
    const answer = await perform(way, step, init, signal);
    const location = REDIRECTS.has(answer.status) ? answer.headers['location'] : undefined;
    if (location === undefined || most === 0) return respond(step.url, answer);
    if (redirects === most) throw refused(step.url, 'redirects too often');
    step = redirected(step, answer.status, location);
  }
}

function timeLimit(init: OutboundInit): AbortSignal {
  const limit = AbortSignal.timeout(init.timeoutMs ?? TIMEOUT_MS);
  return init.signal ? AbortSignal.any([limit, init.signal]) : limit;
}

interface Step {
  readonly url: URL;
  readonly method: NonNullable<OutboundInit['method']>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | undefined;
}

function firstStep(agent: string, url: URL, init: OutboundInit): Step {
  const body = typeof init.body === 'string' ? Buffer.from(init.body) : init.body;
  const headers: Record<string, string> = {
    'user-agent': agent,
    'accept-encoding': 'identity',
  };
  for (const [name, value] of Object.entries(init.headers ?? {}))
    headers[name.toLowerCase()] = value;
  const credentials = basic(url);
  if (credentials !== undefined && headers['authorization'] === undefined)
    headers['authorization'] = credentials;
  return { url: bare(url), method: init.method ?? 'GET', headers, body };
}

function basic(url: URL): string | undefined {
  if (url.username === '' && url.password === '') return undefined;
  const pair = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}

function bare(url: URL): URL {
  const copy = new URL(url);
  copy.username = '';
  copy.password = '';
  copy.hash = '';
  return copy;
}

async function perform(
  way: Way,
  step: Step,
  init: OutboundInit,
  signal: AbortSignal,
): Promise<RawAnswer> {
  const port = Number(step.url.port) || (step.url.protocol === 'https:' ? 443 : 80);
  const place = await withinTime(resolvePlace(way, step.url.hostname, port), step.url, signal);
  const maxBytes = init.maxBytes ?? MAX_BYTES;
  const e: Exchange = { ...step, place, maxBytes, signal, trust: way.tls ?? {} };
  return exchange(e);
}

/** Looking a name up cannot be aborted; waiting for it can. */
function withinTime<T>(work: Promise<T>, url: URL, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(unavailable(url, signal.reason));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** 303, and 301 and 302 of anything but GET and HEAD, go on as GET without the body (Fetch, 4.4). */
function redirected(step: Step, status: number, location: string): Step {
  const url = parse(location, step.url);
  if (url.username !== '' || url.password !== '')
    throw new InputError('TURNPIKE_URL_FORBIDDEN', `${step.url.host} redirects with credentials.`);
  const read = step.method === 'GET' || step.method === 'HEAD';
  const drop = !read && (status === 303 || status === 301 || status === 302);
  const headers = Object.entries(step.headers).filter(
    ([name]) =>
      !(url.origin !== step.url.origin && PRIVATE_HEADERS.test(name)) &&
      !(drop && /^content-/.test(name)) &&
      name !== 'host',
  );
  return {
    url: bare(url),
    method: drop ? 'GET' : step.method,
    headers: Object.fromEntries(headers),
    body: drop ? undefined : step.body,
  };
}

function parse(address: string, base?: URL): URL {
  const url = URL.canParse(address, base?.href) ? new URL(address, base) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  throw new InputError('TURNPIKE_URL_FORBIDDEN', 'Only http and https URLs are allowed.', {
    wayOut: 'Give a URL that begins with https:// or http://.',
  });
}

function respond(url: URL, answer: RawAnswer): OutboundResponse {
  const text = () => Buffer.from(answer.body).toString('utf8');
  return {
    ...answer,
    ok: answer.status >= 200 && answer.status < 300,
    url: url.href,
    text,
    json: () => parseJson(url, text()),
  };
}

function parseJson(url: URL, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw refused(url, 'sent no JSON', error);
  }
}

function refused(url: URL, what: string, cause?: unknown): ExternalHostError {
  return new ExternalHostError(
    'TURNPIKE_HOST_REFUSED',
    `${url.host} ${what}.`,
    { host: url.host },
    cause,
  );
}
