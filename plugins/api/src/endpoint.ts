/** One endpoint of the API: who may ask, what is at hand, and what its answer is wrapped in. */
import type { HttpExchange, HttpResponse, PrincipalKind, Right, Route } from '@turnpike/sdk';
import { createAccess, scopeAllows, type Access } from '@turnpike/sdk/store';
import type { Api } from './api.js';
import { adminRequired, insufficient, loginRequired } from './envelope/failures.js';
import { parseIncludes } from './envelope/includes.js';
import { createLoader, type Loader } from './loader.js';
import { createRender, type Render } from './render/render.js';
import { operationAt } from './operations.js';
import { renderers } from './render/renderers.js';

/** `always`: everybody. `all`: visitors only where `api.public`. `root`: administrators. */
type Who = 'always' | 'all' | 'user' | 'root';
/** Whom the door lets in; what is a repository's is asked once it is found. */
const DOORS: Partial<Record<Right, Who>> = {
  anyone: 'always',
  visitor: 'all',
  'repository:read': 'all',
  'signed-in': 'user',
  'repository:write': 'user',
  'repository:admin': 'user',
  'owner:admin': 'user',
};

export interface Call {
  readonly api: Api;
  readonly exchange: HttpExchange;
  readonly access: Access;
  readonly load: Loader;
  readonly render: Render;
  readonly params: HttpExchange['params'];
  readonly query: URLSearchParams;
}
export type Handle = (call: Call) => Promise<HttpResponse>;

export interface EndpointOptions {
  /** Where reading is done by POST. */
  readonly reads?: boolean;
  readonly bodyLimitBytes?: number;
  readonly ratePerMinute?: number;
  /** Of the audit log: see Route. */
  readonly audit?: string | false;
  readonly ownPagesOnly?: boolean;
  readonly atOnce?: Route['atOnce'];
  /** A parameter that may let in who has no account: the endpoint looks at it itself. */
  readonly opener?: string;
}

const ASKING: readonly PrincipalKind[] = ['anonymous', 'user', 'role'];
const COMMON = ['include', 'limit', 'offset', 'skip_count', 'representation', 'sort_by'];

/** `address`: `GET /v3/build/:id`. Who may ask, and which query it knows, is what its description says. */
export function endpoint(
  api: Api,
  address: string,
  handle: Handle,
  options: EndpointOptions = {},
): Route {
  const [method = 'GET', path = '/'] = address.split(' ');
  const { rights, query = {} } = operationAt(address);
  const who = DOORS[rights as Right] ?? 'root';
  const known = [...COMMON, ...Object.keys(query)];
  return {
    method: method as Route['method'],
    path,
    allow: ASKING,
    ...(options.bodyLimitBytes ? { bodyLimitBytes: options.bodyLimitBytes } : {}),
    ...(options.atOnce ? { atOnce: options.atOnce } : {}),
    ...(options.ratePerMinute ? { ratePerMinute: options.ratePerMinute } : {}),
    ...auditOf(options),
    ...(options.ownPagesOnly ? { ownPagesOnly: true } : {}),
    async handle(exchange) {
      const access = accessOf(api, exchange);
      if (!isOpened(exchange, options)) letIn(access, who, api);
      checkScope(access, method === 'GET' || options.reads === true);
      const response = await handle(createCall(api, exchange, access));
      return withWarnings(response, exchange.query, known);
    },
  };
}

/** What only reads is not worth a row. */
function auditOf({ audit, reads }: EndpointOptions): Pick<Route, 'audit'> {
  if (audit !== undefined) return { audit };
  return reads === true ? { audit: false } : {};
}

export function accessOf(api: Api, exchange: Pick<HttpExchange, 'principal'>): Access {
  return createAccess(exchange.principal, {
    store: api.store,
    hooks: api.hooks,
    visitorsRead: api.config.public,
  });
}

function createCall(api: Api, exchange: HttpExchange, access: Access): Call {
  const load = createLoader(api.store, api.vcsProviders);
  const includes = parseIncludes(exchange.query.get('include'));
  const { params, query } = exchange;
  return {
    api,
    exchange,
    access,
    load,
    params,
    query,
    render: createRender({ access, load, includes, draw: renderers }),
  };
}

function letIn(access: Access, who: Who, api: Api): void {
  const anonymous = access.principal.kind === 'anonymous';
  if (who === 'always' || (who === 'all' && api.config.public)) return;
  if (anonymous) throw loginRequired();
  if (who !== 'root' || access.root) return;
  // An administrator's token that may less than its owner is told so.
  const { principal } = access;
  if (principal.kind === 'user' && principal.admin) throw insufficient('token', 'admin');
  throw adminRequired();
}

const isOpened = ({ query }: HttpExchange, { opener }: EndpointOptions): boolean =>
  opener !== undefined && query.has(opener);

/** Of the token; what the user may is asked where the thing is known. */
function checkScope(access: Access, reads: boolean): void {
  const action = reads ? 'read' : 'write';
  if (!scopeAllows(access.principal, action)) throw insufficient('token', action);
}

function withWarnings(
  response: HttpResponse,
  query: URLSearchParams,
  known: readonly string[],
): HttpResponse {
  const { body } = response;
  if (typeof body !== 'object' || body === null || !('@type' in body)) return response;
  const ignored = [...query.keys()].filter((name) => !known.includes(name));
  if (ignored.length === 0) return response;
  const warnings = ignored.map((parameter) => ({
    '@type': 'warning',
    message: `query parameter ${parameter} not safelisted, ignored`,
    warning_type: 'ignored_parameter',
    parameter,
  }));
  return { ...response, body: { '@warnings': warnings, ...body } };
}
