import {
  addressOfCall,
  type AnswerOf,
  type ApiName,
  type CallArguments,
  type CallInput,
  type WireError,
} from '@turnpike/core/contracts/wire';
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

/** Hearers of "the session is over" (one: the app, which shows the log-in page). */
export const sessionEnded = new EventTarget();

/** Address of a call, below the origin. */
export function addressOf<N extends ApiName>(name: N, ...[input]: CallArguments<N>): string {
  return withBase(addressOfCall(name, input).path);
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

/** One call of the API by its name in the wire contract, with what it takes and answers. Throws ApiError. */
export async function call<N extends ApiName>(
  name: N,
  ...[input]: CallArguments<N>
): Promise<AnswerOf<N>> {
  const { body, signal } = (input ?? {}) as { body?: unknown; signal?: AbortSignal };
  const { method, path } = addressOfCall(name, input);
  const response = await send(withBase(path), {
    method,
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
  if (response.status === 204) return undefined as AnswerOf<N>;
  return resolveReferences(useExactTimes((await response.json()) as AnswerOf<N>));
}

/** A plain read of any path of ours, for the elements of plugins. */
export async function callPath(path: string, init: RequestInit = {}): Promise<unknown> {
  const response = await send(withBase(path), init);
  if (!response.ok) throw await failure(response);
  return response.headers.get('content-type')?.includes('json') ? response.json() : response.text();
}

/** An answer of any status; throws only where none came. */
export function ask(path: string, signal?: AbortSignal): Promise<Response> {
  const headers = { accept: 'application/json, */*', 'travis-api-version': '3' };
  return send(withBase(path), { headers, ...(signal && { signal }) });
}

/** Bytes as they come, with the answer's headers. 416 (nothing after the offset) is no error. */
export async function callRaw<N extends ApiName>(
  name: N,
  input: CallInput<N>,
  from?: number,
): Promise<Response> {
  const { path } = addressOfCall(name, input);
  const response = await send(withBase(path), {
    headers: {
      'travis-api-version': '3',
      ...(from && { range: `bytes=${from}-` }),
    },
    ...(input.signal && { signal: input.signal }),
  });
  if (!response.ok && response.status !== 416) throw await failure(response);
  return response;
}
