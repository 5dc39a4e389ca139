import type { Outbound, OutboundInit } from '@turnpike/core/contracts';

/** Statuses that a `Response` must carry no body with. */
const BODILESS = new Set([101, 204, 205, 304]);

/**
 * The `fetch` that libraries ask for (`new Octokit({ request: { fetch } })`), on the guarded way out.
 * Bodies are texts or bytes, not streams. Throws what `Outbound.fetch` throws.
 * @stable
 */
export function outboundFetch(outbound: Outbound, defaults: OutboundInit = {}): typeof fetch {
  return async (input, init) => {
    const request = input instanceof Request ? input : undefined;
    const answer = await outbound.fetch(request?.url ?? String(input), {
      ...defaults,
      method: (init?.method ?? request?.method ?? 'GET').toUpperCase() as 'GET',
      headers: Object.fromEntries(new Headers(init?.headers ?? request?.headers)),
      ...body(init?.body ?? undefined),
      ...(init?.signal ? { signal: init.signal } : {}),
    });
    const content = BODILESS.has(answer.status) ? null : (answer.body as Uint8Array<ArrayBuffer>);
    const response = new Response(content, { status: answer.status, headers: answer.headers });
    Object.defineProperty(response, 'url', { value: answer.url });
    return response;
  };
}

function body(value: unknown): Pick<OutboundInit, 'body'> {
  if (value === undefined || value === null) return {};
  if (typeof value === 'string' || value instanceof Uint8Array) return { body: value };
  return { body: String(value) };
}
