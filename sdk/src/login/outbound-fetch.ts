import type { Outbound, OutboundInit } from '@turnpike/core/contracts';

/**
 * `fetch` for libraries that take one, by the platform's way out: its proxies, authorities and rules hold. No redirect
 * is followed: what is sent to one address is for nobody else.
 * @experimental
 */
export function outboundFetch(outbound: Pick<Outbound, 'fetch'>) {
  return async (url: string, init: FetchInit = {}): Promise<Response> => {
    const { status, headers, body } = await outbound.fetch(url, {
      method: (init.method ?? 'GET') as NonNullable<OutboundInit['method']>,
      headers: Object.fromEntries(
        new Headers(init.headers as ConstructorParameters<typeof Headers>[0]),
      ),
      ...(init.body ? { body: String(init.body) } : {}),
      ...(init.signal ? { signal: init.signal } : {}),
      maxRedirects: 0,
    });
    const isEmpty = status === 204 || status === 304;
    return new Response(isEmpty ? null : Buffer.from(body), { status, headers });
  };
}

/** What of `fetch` is understood: bodies are texts or forms. @experimental */
export interface FetchInit {
  /** `GET` if absent. */
  readonly method?: string;
  /** As `Headers` takes them. */
  readonly headers?: unknown;
  /** A text, or what becomes one: a form. */
  readonly body?: unknown;
  /** Ends the exchange. */
  readonly signal?: AbortSignal | null;
  /** Not looked at: none is followed. */
  readonly redirect?: string;
}
