/** What a job is given on its way to an instance, and who asks for what over HTTP. */
import type {
  HttpExchange,
  InstanceSpec,
  JobPayload,
  Principal,
  Target,
} from '@turnpike/core/contracts';

/** What a worker is told to run: `script: true` of `owner/repo`. @stable */
export function jobPayload(patch: Partial<JobPayload> = {}): JobPayload {
  return {
    config: { language: 'shell', script: ['true'] },
    repository: { slug: 'owner/repo' },
    job: { id: 1, number: '1.1', branch: 'main' },
    ...patch,
  };
}

/** What an executor is to start: run 1 of job 1, for a minute at most. @stable */
export function instanceSpec(patch: Partial<InstanceSpec> = {}): InstanceSpec {
  const run = patch.run ?? { jobId: 1, run: 1 };
  return {
    run,
    payload: jobPayload({ job: { id: run.jobId } }),
    services: [],
    env: {},
    limits: { hardSeconds: 60, logBytes: 1_000_000 },
    ...patch,
  };
}

/** A receiver of a notification. @stable */
export function notificationTarget(patch: Partial<Target> = {}): Target {
  return { key: 'https://example.com/', data: {}, ...patch };
}

type UserPrincipal = Extract<Principal, { readonly kind: 'user' }>;

/** Ada, logged in by a session; no administrator. @stable */
export function userPrincipal(patch: Partial<UserPrincipal> = {}): UserPrincipal {
  return {
    kind: 'user',
    userId: 1,
    login: 'ada',
    admin: false,
    via: 'session',
    scopes: ['*'],
    ...patch,
  };
}

/**
 * A request as a route's handler gets it: `GET /` of nobody. `body`: what `json`, `bytes` and `stream` give; a text or
 * bytes as they are, anything else as JSON.
 * @stable
 */
export function httpExchange(
  patch: Partial<HttpExchange> & { readonly body?: unknown } = {},
): HttpExchange {
  const { body, ...rest } = patch;
  const bytes = bytesOf(body);
  return {
    method: 'GET',
    path: '/',
    params: {},
    query: new URLSearchParams(),
    headers: {},
    principal: { kind: 'anonymous' },
    ip: '192.0.2.1',
    secure: true,
    id: 'request-1',
    signal: new AbortController().signal,
    json: async () => JSON.parse(Buffer.from(bytes).toString()) as unknown,
    bytes: async () => bytes,
    stream: () => blocksOf(bytes),
    audit: async () => undefined,
    ...rest,
  };
}

function bytesOf(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
  return new TextEncoder().encode(text);
}

async function* blocksOf(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  if (bytes.byteLength > 0) yield bytes;
}
