/** What changes something is done by the endpoint of version 3: one way of doing it, one row in the audit log. */
import type { HttpExchange, HttpResponse, Route } from '@turnpike/sdk';
import type { Wire } from '../render/render.js';

export interface Question {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}
/** `address`: `POST /v3/build/:id/cancel`. Throws what that endpoint throws. */
export type AskV3 = (
  exchange: HttpExchange,
  address: string,
  question?: Question,
) => Promise<HttpResponse>;

export function createAskV3(routes: readonly Route[]): AskV3 {
  const known = new Map(routes.map((route) => [`${route.method} ${route.path}`, route]));
  return async (exchange, address, { params = {}, query = {}, body } = {}) => {
    const route = known.get(address);
    if (!route) throw new Error(`There is no ${address}.`);
    return route.handle({
      ...exchange,
      method: route.method,
      path: filled(route.path, params),
      params,
      query: new URLSearchParams(query),
      ...(body === undefined ? {} : asJson(exchange, body)),
    });
  };
}

function asJson({ headers }: HttpExchange, body: unknown) {
  const said = { ...headers, 'content-type': 'application/json' };
  return { headers: said, json: () => Promise.resolve(body) };
}

function filled(path: string, params: Readonly<Record<string, string>>): string {
  return path.replace(/:(\w+)/g, (_all, name: string) => encodeURIComponent(params[name] ?? ''));
}

/** The object that an endpoint answered. */
export function wireOf({ body }: HttpResponse): Wire {
  return (body ?? {}) as Wire;
}
