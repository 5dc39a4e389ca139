import { API, type ApiName, type WireError } from '@turnpike/core/contracts/wire';
import { withBase } from './base.js';
import { useExactTimes } from './exact-times.js';
import { resolveReferences } from './references.js';

/** An answer of 400 or more, or none at all (`offline`). `message` is for people. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly type: string;
  readonly status: number;
  readonly code: string | undefined;
  readonly requestId: string | undefined;

  constructor(status: number, body: Partial<WireError>, requestId?: string) {
    super(body.error_message ?? `The server answered ${status}.`);
    this.type = body.error_type ?? 'server_error';
    this.status = status;
    this.code = body.error_code;
    this.requestId = body.request_id ?? requestId;
  }
}

export type Params = Readonly<Record<string, string | number>>;
export type Query = Readonly<Record<string, string | number | boolean | undefined>>;
export interface Call {
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** Hearers of "the session is over" (one: the app, which shows the log-in page). */
export const sessionEnded = new EventTarget();

function fillPath(template: string, params: Params = {}): string {
  return template.replace(/:(\w+)/g, (_all, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`Path ${template} needs ${name}`);
    return encodeURIComponent(value);
  });
}

/** Address of a call, below the origin. */
export function addressOf(name: ApiName, { params, query }: Call = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query ?? {}))
    if (value !== undefined && value !== '') search.set(key, String(value));
  const path = withBase(fillPath(API[name].split(' ')[1] as string, params));
  return search.size > 0 ? `${path}?${search}` : path;
}

async function failure(response: Response): Promise<ApiError> {
  const body = await response.json().catch(() => ({}));
  return new ApiError(
    response.status,
    body as WireError,
    response.headers.get('x-request-id') ?? undefined,
  );
}

async function send(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, { credentials: 'same-origin', ...init });
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new ApiError(0, {
      error_type: 'offline',
      error_message: 'The server cannot be reached. It may be restarting; this page tries again.',
    } as unknown as WireError);
  }
}

function needsLogin(error: ApiError): boolean {
  return error.status === 401 || error.type === 'login_required';
}

/** One call of the API by its name in the wire contract. Throws ApiError. */
export async function call<T>(name: ApiName, options: Call = {}): Promise<T> {
  const { body, signal } = options;
  const response = await send(addressOf(name, options), {
    method: API[name].split(' ')[0] as string,
    headers: {
      accept: 'application/json',
      'travis-api-version': '3',
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  });
  if (!response.ok) {
    const error = await failure(response);
    if (needsLogin(error) && name !== 'logIn') sessionEnded.dispatchEvent(new Event('ended'));
    throw error;
  }
  if (response.status === 204) return undefined as T;
  return resolveReferences(useExactTimes((await response.json()) as T));
}

/** A plain read of any path of ours, for the elements of plugins. */
export async function callPath(path: string, init: RequestInit = {}): Promise<unknown> {
  const response = await send(withBase(path), init);
  if (!response.ok) throw await failure(response);
  return response.headers.get('content-type')?.includes('json') ? response.json() : response.text();
}

/** Bytes as they come, with the answer's headers. 416 (nothing after the offset) is no error. */
export async function callRaw(
  name: ApiName,
  options: Call & { readonly from?: number },
): Promise<Response> {
  const response = await send(addressOf(name, options), {
    headers: {
      'travis-api-version': '3',
      ...(options.from && { range: `bytes=${options.from}-` }),
    },
    ...(options.signal && { signal: options.signal }),
  });
  if (!response.ok && response.status !== 416) throw await failure(response);
  return response;
}
