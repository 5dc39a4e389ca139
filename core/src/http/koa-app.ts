/** The middleware around routes. The order is the point: id, headers, cross-origin, who, limits, route. */
import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import Koa from 'koa';
import type { HttpResponse, Principal, Route } from '../contracts/http.js';
import { apiPaths, isVersioned } from './api-version.js';
import { createAudited } from './audited.js';
import { requestBody, type RequestBody } from './body.js';
import { endSlowReader, SMALL_ANSWER_BYTES, wholeAnswer } from './bounded-answer.js';
import { corsHeaders, preflightHeaders } from './cors.js';
import { errorAnswer, statusOf } from './error-answer.js';
import { flatHeaders } from './flat-headers.js';
import type { HttpContext } from './http-host.js';
import { checkOrigin, checkOwnPage } from './origin-check.js';
import { refuseActing } from './refuse-acting.js';
import { principalKey } from './principal-key.js';
import { refuseFlood, refuseKind, unknownMethod, unknownPath } from './refuse.js';
import { sendResponse } from './respond.js';
import { createWayToBase } from './outside-of-base.js';
import type { Found, Router } from './router.js';
import { securityHeaders } from './security-headers.js';
import { refuseUnstorable, refuseUnstorableValue } from './storable.js';

type RouteFound = Extract<Found<Route>, { kind: 'route' }>;
const SLOW_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What a request is measured and told by: its route, and the plugin that answers there. */
interface Label {
  path: string;
  plugin?: string;
  method?: string;
}

export function createKoa(context: HttpContext, router: Router<Route>): Koa {
  const app = new Koa();
  const measure = createMeasure(context);
  const wayToBase = createWayToBase(context.basePath);
  const fixed = securityHeaders({ https: context.https });
  app.silent = true;
  app.use(async (ctx) => {
    const started = performance.now();
    const id = requestId(ctx.get('x-request-id'));
    const label: Label = { path: 'none' };
    ctx.set({ ...fixed, 'x-request-id': id });
    ctx.set(corsHeaders(context.config.http.corsOrigins, ctx.req.headers.origin));
    try {
      if (isPreflight(ctx)) return sendResponse(ctx, { status: 204, headers: preflightHeaders() });
      const response = await answer(context, router, ctx, id, label, wayToBase);
      tell(context, ctx, label, response);
      sendResponse(ctx, response);
    } catch (error) {
      report(context, ctx, { id, ...label }, error);
      const response = errorAnswer(error, id);
      tell(context, ctx, label, response);
      sendResponse(ctx, response);
      giveUpBody(ctx);
    } finally {
      measure(ctx.method, label.path, ctx.status, performance.now() - started);
    }
  });
  app.on('error', (error) => context.log.debug({ err: error }, 'An answer was cut off'));
  return app;
}

function tell(context: HttpContext, ctx: Koa.Context, label: Label, response: HttpResponse): void {
  context.onAnswer?.({ method: ctx.method, ...label, response });
}

async function answer(
  context: HttpContext,
  router: Router<Route>,
  ctx: Koa.Context,
  id: string,
  label: Label,
  wayToBase: (address: string) => HttpResponse,
): Promise<HttpResponse> {
  const below = context.below(ctx.path);
  const ip = context.address(ctx.req);
  if (below === undefined) {
    if (ctx.path !== '/') throw unknownPath(ctx.method, ctx.path);
    const way = wayToBase(ip);
    // It was sent there again and again: something in front takes the path away.
    if (way.status === 508) context.noteStripped();
    return way;
  }
  const { found, path } = findRoute(router, ctx, below);
  const { route } = found.entry;
  label.path = route.path;
  label.plugin = found.entry.owner;
  label.method = route.method;
  const principal = await context.whoIs(ctx.req, ip);
  const headers = flatHeaders(ctx.req.headers);
  refuseFlood(context.takeRate(principal, ip, route));
  refuseKind(principal, route.allow);
  refuseActing(principal, route);
  checkOrigin({ method: ctx.method, principal, headers, origins: context.origins });
  if (route.ownPagesOnly) checkOwnPage({ headers, origins: context.origins });
  const secure = context.isSecure(ctx.req);
  return callRoute(context, ctx, found, { id, ip, path, principal, headers, secure });
}

interface RouteAtPath {
  readonly found: RouteFound;
  /** The path that the route is asked by. */
  readonly path: string;
}

function findRoute(router: Router<Route>, ctx: Koa.Context, path: string): RouteAtPath {
  const { versioned, bare } = apiPaths(path, ctx.req.headers);
  for (const one of versioned) {
    const found = router.find(ctx.method, one);
    if (found.kind === 'route' && isVersioned(found.entry.route.path)) return { found, path: one };
  }
  const found = router.find(ctx.method, bare ?? path);
  const isPage = found.kind === 'route' && found.entry.pattern.hasRest;
  if (bare !== undefined && isPage) throw unknownPath(ctx.method, path);
  if (found.kind === 'route') return { found, path: bare ?? path };
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
    readonly secure: boolean;
  },
): Promise<HttpResponse> {
  const { route } = entry;
  const query = new URLSearchParams(ctx.querystring);
  refuseUnstorable([...Object.values(params), ...query.keys(), ...query.values()], 'the address');
  const gone = new AbortController();
  const held = createHeld(ctx.res);
  ctx.res.once('close', () => {
    if (!ctx.res.writableFinished) gone.abort();
  });
  context.watch(ctx.req, ctx.res, known.principal);
  const audited = createAudited(context, route, { ...known, method: ctx.method });
  const key = principalKey(known.principal, known.ip);
  const isOwn = OWN_KINDS.has(known.principal.kind);
  const limit = route.bodyLimitBytes ?? context.config.http.bodyLimitBytes;
  const takeRoom = async (bytes: number): Promise<void> => {
    if (!isOwn) held.add(await context.bodies.take(key, bytes, gone.signal));
  };
  const { slowestUploadBytesPerSecond: bytesPerSecond, uploadPatienceSeconds } =
    context.config.http;
  const pace = { bytesPerSecond, patienceMs: uploadPatienceSeconds * 1000 };
  const body = requestBody(ctx.req, limit, takeRoom, pace);
  const turn = route.atOnce && (await context.turns(route.atOnce).take(key, 1, gone.signal));
  try {
    await audited.begin();
    const response = await route.handle({
      ...known,
      method: ctx.method,
      audit: audited.note,
      params,
      query,
      signal: gone.signal,
      json: isOwn ? body.json : () => storableJson(body),
      bytes: body.bytes,
      stream: body.stream,
    });
    await audited.answered();
    if (isOwn) return response;
    const whole = wholeAnswer(response);
    if (whole.bytes > SMALL_ANSWER_BYTES) {
      held.add(await context.answers.take(key, whole.bytes));
      endSlowReader(ctx.res, whole.bytes);
    }
    return whole.response;
  } catch (error) {
    await audited.failed(error);
    throw error;
  } finally {
    turn?.();
  }
}

/** The platform's own processes: what they send and get is bounded by what they are. */
const OWN_KINDS: ReadonlySet<Principal['kind']> = new Set(['role', 'worker', 'run']);

/** What our processes tell was told to them by hosts and scripts: the store cleans it. */
async function storableJson(body: RequestBody): Promise<unknown> {
  const value = await body.json();
  refuseUnstorableValue(value);
  return value;
}

/** What a request holds of what all share, until its answer is out or its client gone. */
function createHeld(response: ServerResponse): { add(release: () => void): void } {
  let isOver = false;
  const releases: (() => void)[] = [];
  response.once('close', () => {
    isOver = true;
    for (const release of releases.splice(0)) release();
  });
  return {
    add: (release) => {
      if (isOver) release();
      else releases.push(release);
    },
  };
}

/** What is left of a refused body is not read: the connection ends after the answer. */
function giveUpBody(ctx: Koa.Context): void {
  if (ctx.req.complete || !ctx.respond) return;
  ctx.set('connection', 'close');
}

function report(
  context: HttpContext,
  ctx: Koa.Context,
  { id, plugin }: Pick<Label, 'plugin'> & { readonly id: string },
  error: unknown,
): void {
  const whose = plugin === undefined ? {} : { plugin };
  const fields = { ...whose, id, method: ctx.method, path: ctx.path, err: error };
  // Whoever goes away in the middle is no fault of ours.
  const isGone = ctx.req.destroyed && !ctx.req.complete;
  if (statusOf(error) >= 500 && !isGone) context.log.error(fields, 'A request failed');
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
