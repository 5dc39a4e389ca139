/** The middleware around routes. The order is the point: id, headers, cross-origin, who, limits, route. */
import { randomUUID } from 'node:crypto';
import Koa from 'koa';
import type { HttpResponse, Principal, Route } from '../contracts/http.js';
import { requestBody } from './body.js';
import { corsHeaders, preflightHeaders } from './cors.js';
import { errorAnswer, statusOf } from './error-answer.js';
import { flatHeaders } from './flat-headers.js';
import type { HttpContext } from './http-host.js';
import { checkOrigin } from './origin-check.js';
import { refuseFlood, refuseKind, unknownMethod, unknownPath } from './refuse.js';
import { sendResponse } from './respond.js';
import type { Found, Router } from './router.js';
import { securityHeaders } from './security-headers.js';

type RouteFound = Extract<Found<Route>, { kind: 'route' }>;
const SLOW_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function createKoa(context: HttpContext, router: Router<Route>): Koa {
  const app = new Koa();
  const measure = createMeasure(context);
  const fixed = securityHeaders({ https: context.https });
  app.silent = true;
  app.use(async (ctx) => {
    const started = performance.now();
    const id = requestId(ctx.get('x-request-id'));
    const label = { path: 'none' };
    ctx.set({ ...fixed, 'x-request-id': id });
    ctx.set(corsHeaders(context.config.http.corsOrigins, ctx.req.headers.origin));
    try {
      if (isPreflight(ctx)) return sendResponse(ctx, { status: 204, headers: preflightHeaders() });
      sendResponse(ctx, await answer(context, router, ctx, id, label));
    } catch (error) {
      report(context, ctx, id, error);
      sendResponse(ctx, errorAnswer(error, id));
      giveUpBody(ctx);
    } finally {
      measure(ctx.method, label.path, ctx.status, performance.now() - started);
    }
  });
  app.on('error', (error) => context.log.debug({ err: error }, 'An answer was cut off'));
  return app;
}

async function answer(
  context: HttpContext,
  router: Router<Route>,
  ctx: Koa.Context,
  id: string,
  label: { path: string },
): Promise<HttpResponse> {
  const path = context.below(ctx.path);
  if (path === undefined) return outsideOfBase(context, ctx);
  const ip = context.address(ctx.req);
  const found = findRoute(router, ctx, path);
  const { route } = found.entry;
  label.path = route.path;
  const principal = await context.whoIs(ctx.req, ip);
  const headers = flatHeaders(ctx.req.headers);
  refuseFlood(context.takeRate(principal, ip, route));
  refuseKind(principal, route.allow);
  checkOrigin({ method: ctx.method, principal, headers, origins: context.origins });
  return callRoute(context, ctx, found, { id, ip, path, principal, headers });
}

/** Whoever asks for the server alone is sent to where it lives. */
function outsideOfBase(context: HttpContext, ctx: Koa.Context): HttpResponse {
  if (ctx.path !== '/') throw unknownPath(ctx.method, ctx.path);
  return { status: 302, headers: { location: `${context.basePath}/` } };
}

function findRoute(router: Router<Route>, ctx: Koa.Context, path: string): RouteFound {
  const found = router.find(ctx.method, path);
  if (found.kind === 'route') return found;
  if (found.kind === 'none') throw unknownPath(ctx.method, path);
  ctx.set('allow', found.allowed.join(', '));
  throw unknownMethod(ctx.method, found.allowed);
}

async function callRoute(
  context: HttpContext,
  ctx: Koa.Context,
  { entry, params }: RouteFound,
  known: {
    readonly id: string;
    readonly ip: string;
    readonly path: string;
    readonly principal: Principal;
    readonly headers: Readonly<Record<string, string>>;
  },
): Promise<HttpResponse> {
  const limit = entry.route.bodyLimitBytes ?? context.config.http.bodyLimitBytes;
  const body = requestBody(ctx.req, limit);
  const gone = new AbortController();
  ctx.res.once('close', () => {
    if (!ctx.res.writableFinished) gone.abort();
  });
  return entry.route.handle({
    ...known,
    method: ctx.method,
    params,
    query: new URLSearchParams(ctx.querystring),
    signal: gone.signal,
    json: body.json,
    bytes: body.bytes,
    stream: body.stream,
  });
}

/** What is left of a refused body is not read: the connection ends after the answer. */
function giveUpBody(ctx: Koa.Context): void {
  if (ctx.req.complete || !ctx.respond) return;
  ctx.set('connection', 'close');
}

function report(context: HttpContext, ctx: Koa.Context, id: string, error: unknown): void {
  const fields = { id, method: ctx.method, path: ctx.path, err: error };
  if (statusOf(error) >= 500) context.log.error(fields, 'A request failed');
  else context.log.debug(fields, 'A request was refused');
}

function isPreflight(ctx: Koa.Context): boolean {
  return ctx.method === 'OPTIONS' && ctx.get('access-control-request-method') !== '';
}

/** A proxy's id is kept where it is harmless to write into logs. */
function requestId(given: string): string {
  return /^[\w.-]{8,80}$/.test(given) ? given : randomUUID();
}

function createMeasure(context: HttpContext) {
  const seconds = context.metrics.histogram(
    'http_request_seconds',
    'Time until an answer began, by route.',
    ['method', 'route', 'status'],
    SLOW_SECONDS,
  );
  return (method: string, route: string, status: number, ms: number) =>
    seconds.observe(ms / 1000, { method, route, status: String(status) });
}
