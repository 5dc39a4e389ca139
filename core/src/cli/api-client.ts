/** The server's API for commands. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { coreConfig } from '../contracts/config.js';
import { ERRORS, InputError, TurnpikeError, type ErrorCode } from '../contracts/errors.js';
import type { WireError } from '../contracts/wire.js';
import { resolveConfig } from '../config/config.js';
import { readSources } from '../config/sources.js';
import { pathsOf } from '../host/paths.js';
import type { Io } from './io.js';
import { configOptions, type ServerFlags } from './options.js';
import { savedServers } from './saved-servers.js';
import { isSameServer } from './server-address.js';

export interface ApiClient {
  readonly url: string;
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: unknown): Promise<T>;
  patch<T>(path: string, body: unknown): Promise<T>;
  put<T>(path: string, body?: unknown): Promise<T>;
  delete(path: string): Promise<void>;
  /** The answer as it comes; error statuses throw. */
  raw(path: string, init?: RequestInit): Promise<Response>;
}

export interface Access {
  readonly url: string;
  readonly token: string;
}

const TIMEOUT_MS = 30_000;

/**
 * Flags, then environment, then the file that a server on this machine left, then the server that one logged in to
 * last. A token goes only where it belongs: the file's to the file's address, one of `turnpike login` to its server,
 * the environment's not to an address that a flag names instead of the environment's.
 */
async function findAccess(flags: ServerFlags, io: Io): Promise<Access> {
  const inEnvironment = io.env['TURNPIKE_URL'];
  const url = flags.url ?? inEnvironment;
  const token = flags.token ?? environmentToken(flags, io);
  if (url !== undefined && token !== undefined) return { url, token };
  const left = await readAccessFile(dataDirOf(flags, io));
  const known = [...(left ? [left] : []), ...(await savedServers(io))];
  const own = url === undefined ? known[0] : known.find((one) => isSameServer(url, one.url));
  if (!own && url === undefined) throw noServer();
  return { url: url ?? own?.url ?? '', token: token ?? own?.token ?? '' };
}

/** `TURNPIKE_TOKEN` is of `TURNPIKE_URL`; without one it is of whatever server is named. */
function environmentToken({ url }: ServerFlags, { env }: Io): string | undefined {
  const { TURNPIKE_URL: home, TURNPIKE_TOKEN: token } = env;
  if (url === undefined || home === undefined || isSameServer(url, home)) return token;
  return undefined;
}

/** `cli.json`, written by login-local at start. */
export async function readAccessFile(dataDir: string): Promise<Access | undefined> {
  try {
    return JSON.parse(await readFile(join(dataDir, 'cli.json'), 'utf8')) as Access;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Plugins are not loaded for it: their keys are not judged here. */
function dataDirOf(flags: ServerFlags, io: Io): string {
  const sources = readSources(configOptions(flags, io));
  const { values } = resolveConfig(sources, []);
  const dataDir = coreConfig.shape.dataDir.safeParse(values['dataDir']).data;
  return pathsOf({ dataDir: dataDir ?? 'data' }, sources.root).dataDir;
}

function noServer(): TurnpikeError {
  return new TurnpikeError('TURNPIKE_REMOTE_UNAVAILABLE', 'No server is known.', {
    wayOut:
      'Start it here (turnpike start), log in to one (turnpike login URL), or name it by --url and --token.',
  });
}

export function createApiClient({ url, token }: Access): ApiClient {
  const base = url.replace(/\/+$/, '');

  async function raw(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = {
      'travis-api-version': '3',
      ...(token === '' ? {} : { authorization: `token ${token}` }),
      ...init.headers,
    };
    const signal = init.signal ?? AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(base + path, { ...init, headers, signal }).catch((error) => {
      throw unreachable(base, error);
    });
    if (!response.ok && response.status !== 416) throw await apiError(response);
    return response;
  }

  async function json<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await raw(path, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const text = await response.text();
    return (text === '' ? {} : JSON.parse(text)) as T;
  }

  return {
    url: base,
    raw,
    get: (path) => json('GET', path),
    post: (path, body) => json('POST', path, body ?? {}),
    patch: (path, body) => json('PATCH', path, body),
    put: (path, body) => json('PUT', path, body ?? {}),
    delete: async (path) => {
      await json('DELETE', path);
    },
  };
}

export async function apiFor(flags: ServerFlags, io: Io): Promise<ApiClient> {
  return createApiClient(await findAccess(flags, io));
}

function unreachable(url: string, cause: unknown): TurnpikeError {
  const why = cause instanceof Error && cause.cause instanceof Error ? cause.cause.message : '';
  return new TurnpikeError(
    'TURNPIKE_REMOTE_UNAVAILABLE',
    `The server at ${url} cannot be reached. ${why}`.trim(),
    { url, wayOut: 'Start it (turnpike start), or name another by --url.' },
    cause,
  );
}

async function apiError(response: Response): Promise<TurnpikeError> {
  const body = (await response.json().catch(() => ({}))) as Partial<WireError>;
  const message = body.error_message ?? `The server answered ${response.status}.`;
  const details = { ...body.details, status: response.status, type: body.error_type };
  return new InputError(codeOf(body.error_code, response.status), message, details);
}

const CODES: Readonly<Record<number, ErrorCode>> = {
  401: 'TURNPIKE_AUTH_REQUIRED',
  403: 'TURNPIKE_ACCESS_DENIED',
  404: 'TURNPIKE_NOT_FOUND',
  409: 'TURNPIKE_CONFLICT',
  429: 'TURNPIKE_RATE_LIMITED',
};

function codeOf(code: string | undefined, status: number): ErrorCode {
  if (code !== undefined && code in ERRORS) return code as ErrorCode;
  return CODES[status] ?? (status < 500 ? 'TURNPIKE_INPUT_INVALID' : 'TURNPIKE_INTERNAL');
}
