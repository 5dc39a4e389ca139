import { connect, type AddressInfo } from 'node:net';
import { request as httpRequest } from 'node:http';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { CoreConfig } from '../contracts/config.js';
import { coreConfig } from '../contracts/config.js';
import { InputError } from '../contracts/errors.js';
import type { Principal, Route } from '../contracts/http.js';
import { silentLogger } from '../log/silent-logger.js';
import { noMetrics } from '../metrics/no-metrics.js';
import { createHttpHost, type HttpHost, type Listening } from './http-host.js';

const session: Principal = {
  kind: 'user',
  userId: 1,
  login: 'ada',
  admin: false,
  via: 'session',
  scopes: ['*'],
};

const hosts: HttpHost[] = [];
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.close(100);
});

type Settings = { readonly http?: Partial<CoreConfig['http']>; readonly publicUrl?: string };
function makeHost(settings: Settings = {}): HttpHost {
  const config = coreConfig.parse({
    ...(settings.publicUrl ? { publicUrl: settings.publicUrl } : {}),
    http: { port: 0, ...settings.http },
  });
  const host = createHttpHost({
    config,
    log: silentLogger,
    metrics: noMetrics,
    authenticate: async ({ authorization, cookie }) => {
      if (authorization) return { kind: 'role' };
      return cookie ? session : { kind: 'anonymous' };
    },
  });
  hosts.push(host);
  return host;
}

async function serve(
  routes: readonly Partial<Route>[],
  settings: Settings = {},
): Promise<Listening> {
  const host = makeHost(settings);
  for (const route of routes) {
    host.add(
      {
        method: 'GET',
        path: '/x',
        allow: ['anonymous', 'user', 'role'],
        handle: () => ({ body: { ok: true } }),
        ...route,
      },
      'test',
    );
  }
  return host.listen();
}

describe('routes', () => {
  it('answers by the most particular route, with decoded parameters', async () => {
    const name = (text: string): Partial<Route> => ({
      handle: ({ params }) => ({ body: { name: text, ...params } }),
    });
    const { url } = await serve([
      { ...name('rest'), path: '/:all(.*)' },
      { ...name('one'), path: '/repo/:slug' },
      { ...name('new'), path: '/repo/new' },
      { ...name('badge'), path: '/repo/:slug.svg' },
    ]);
    const ask = async (path: string) => (await fetch(`${url}${path}`)).json();
    expect(await ask('/repo/new')).toEqual({ name: 'new' });
    expect(await ask('/repo/ada%2Fengine')).toEqual({ name: 'one', slug: 'ada/engine' });
    expect(await ask('/repo/ada%2Fengine.svg')).toEqual({ name: 'badge', slug: 'ada/engine' });
    expect(await ask('/a/b/c')).toEqual({ name: 'rest', all: 'a/b/c' });
  });

  it('answers HEAD by GET, 405 with the methods, 404 and broken escapes in the envelope', async () => {
    const { url } = await serve([{ path: '/thing/:id' }]);
    const head = await fetch(`${url}/thing/1`, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    const wrong = await fetch(`${url}/thing/1`, { method: 'PUT' });
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET']);
    expect(await (await fetch(`${url}/nothing`)).json()).toMatchObject({
      '@type': 'error',
      error_type: 'not_found',
      code: 'TURNPIKE_NOT_FOUND',
    });
    expect((await fetch(`${url}/thing/%E0%A4%A`)).status).toBe(400);
  });

  it('forgets a route that was undone, and names both owners of a doubled one', async () => {
    const host = makeHost();
    const route: Route = { method: 'GET', path: '/x', allow: ['anonymous'], handle: () => ({}) };
    const undo = host.add(route, 'first');
    expect(() => host.add(route, 'second')).toThrow(/second.*first/s);
    const { url } = await host.listen();
    expect((await fetch(`${url}/x`)).status).toBe(204);
    undo();
    expect((await fetch(`${url}/x`)).status).toBe(404);
  });

  it('serves below the base path only', async () => {
    const host = await serve([{ path: '/x' }], { publicUrl: 'https://ci.example.com/base/' });
    expect(host.publicUrl).toBe('https://ci.example.com/base');
    expect(host.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/base$/);
    const root = host.url.replace(/\/base$/, '');
    expect((await fetch(`${host.url}/x`)).status).toBe(200);
    expect((await fetch(`${root}/x`)).status).toBe(404);
    const start = await fetch(`${root}/`, { redirect: 'manual' });
    expect([start.status, start.headers.get('location')]).toEqual([302, '/base/']);
    expect((await fetch(`${root}/basement/x`)).status).toBe(404);
    expect((await fetch(`${host.url}/x`)).headers.get('strict-transport-security')).toBeTruthy();
  });
});

describe('what surrounds a route', () => {
  it('sends security headers and a request id, keeping a harmless one that was sent', async () => {
    const { url } = await serve([{}]);
    const answer = await fetch(`${url}/x`, { headers: { 'x-request-id': 'from-the-proxy-1' } });
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('x-request-id')).toBe('from-the-proxy-1');
    const evil = await fetch(`${url}/x`, { headers: { 'x-request-id': 'a b"c' } });
    expect(evil.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
  });

  it('refuses kinds that the route does not allow: 401 for nobody, 403 for another kind', async () => {
    const { url } = await serve([{ allow: ['user'] }]);
    expect((await fetch(`${url}/x`)).status).toBe(401);
    expect((await fetch(`${url}/x`, { headers: { authorization: 'Bearer r' } })).status).toBe(403);
    expect((await fetch(`${url}/x`, { headers: { cookie: 'turnpike_session=1' } })).status).toBe(
      200,
    );
  });

  it('lets a cookie write from its own pages only; a token needs no origin', async () => {
    const { url } = await serve([{ method: 'POST' }], { publicUrl: 'https://ci.example.com' });
    const post = (headers: Record<string, string>) =>
      fetch(`${url}/x`, { method: 'POST', headers }).then((answer) => answer.status);
    const cookie = 'turnpike_session=1';
    expect(await post({ cookie })).toBe(403);
    expect(await post({ cookie, origin: 'https://evil.example' })).toBe(403);
    expect(await post({ cookie, origin: 'null' })).toBe(403);
    expect(await post({ cookie, origin: 'https://ci.example.com' })).toBe(200);
    expect(await post({ cookie, origin: new URL(url).origin })).toBe(200);
    expect(await post({ authorization: 'Bearer r', origin: 'https://evil.example' })).toBe(200);
  });

  it('answers other origins only where configured', async () => {
    const { url } = await serve([{}], { http: { corsOrigins: ['https://app.example'] } });
    const from = (origin: string, method = 'GET') =>
      fetch(`${url}/x`, {
        method,
        headers: { origin, 'access-control-request-method': 'PATCH' },
      });
    const allowed = await from('https://app.example', 'OPTIONS');
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://app.example');
    expect(allowed.headers.get('access-control-allow-methods')).toContain('PATCH');
    expect(allowed.headers.get('access-control-allow-headers')).toContain('Travis-API-Version');
    const other = await from('https://evil.example');
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('limits the rate of one address and says how long to wait', async () => {
    const { url } = await serve([{ ratePerMinute: 2 }, { path: '/free' }]);
    const statuses = [];
    for (let asked = 0; asked < 3; asked += 1) statuses.push((await fetch(`${url}/x`)).status);
    expect(statuses).toEqual([200, 200, 429]);
    const refused = await fetch(`${url}/x`);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await fetch(`${url}/free`)).status).toBe(200);
    const role = await fetch(`${url}/x`, { headers: { authorization: 'Bearer r' } });
    expect(role.status).toBe(200);
  });

  it('believes X-Forwarded-For of trusted proxies only', async () => {
    const show: Partial<Route> = { handle: ({ ip }) => ({ body: ip }) };
    const plain = await serve([show]);
    const trusting = await serve([show], { http: { trustProxy: ['127.0.0.1', '10.0.0.0/8'] } });
    const headers = { 'x-forwarded-for': '6.6.6.6, 203.0.113.9, 10.1.2.3' };
    expect(await (await fetch(`${plain.url}/x`, { headers })).text()).toBe('127.0.0.1');
    expect(await (await fetch(`${trusting.url}/x`, { headers })).text()).toBe('203.0.113.9');
  });

  it('hides what an unexpected error says, and shows a catalogued one whole', async () => {
    const { url } = await serve([
      {
        path: '/boom',
        handle: () => {
          throw new Error('password=hunter2');
        },
      },
      {
        path: '/wrong',
        handle: () => {
          throw new InputError('TURNPIKE_INPUT_INVALID', 'No.', {
            key: 'branch',
            envelope: { resource_type: 'branch' },
          });
        },
      },
    ]);
    const boom = await fetch(`${url}/boom`);
    expect(boom.status).toBe(500);
    expect(await boom.text()).not.toContain('hunter2');
    expect(await (await fetch(`${url}/wrong`)).json()).toMatchObject({
      error_type: 'wrong_params',
      error_message: 'No.',
      resource_type: 'branch',
      details: { key: 'branch' },
    });
  });
});

describe('bodies', () => {
  const echo: Partial<Route> = {
    method: 'POST',
    handle: async (exchange) => ({ body: await exchange.json() }),
  };
  const post = async (url: string, body: string, type?: string) => {
    const headers = type ? { 'content-type': type } : undefined;
    const answer = await fetch(`${url}/x`, {
      method: 'POST',
      body,
      ...(headers ? { headers } : {}),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };

  it('reads JSON, forms, and JSON that is labelled as a form', async () => {
    const { url } = await serve([echo]);
    const form = 'application/x-www-form-urlencoded';
    expect((await post(url, '{"a":[1]}', 'application/json')).body).toEqual({ a: [1] });
    expect((await post(url, 'a=1&ids[]=1&ids[]=2', form)).body).toEqual({
      a: '1',
      ids: ['1', '2'],
    });
    expect((await post(url, '{"a":1}', form)).body).toEqual({ a: 1 });
    expect((await post(url, '')).body).toEqual({});
  });

  it('refuses broken, mislabelled and too large ones', async () => {
    const { url } = await serve([{ ...echo, bodyLimitBytes: 100 }]);
    expect((await post(url, '{"a":', 'application/json')).status).toBe(400);
    expect((await post(url, '{"a":1}', 'text/plain')).status).toBe(415);
    const large = await post(url, `"${'x'.repeat(200)}"`, 'application/json');
    expect([large.status, large.body['code']]).toEqual([413, 'TURNPIKE_INPUT_TOO_LARGE']);
  });

  it('counts a body without a length while it comes', async () => {
    const { url } = await serve([{ ...echo, bodyLimitBytes: 100 }]);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const request = httpRequest(`${url}/x`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked' },
      });
      request.on('response', (answer) => resolve(answer.statusCode));
      request.on('error', reject);
      request.write(`"${'x'.repeat(150)}`);
      request.write('x"');
      request.end();
    });
    expect(status).toBe(413);
  });

  it('streams an answer with back-pressure and ends it with its client', async () => {
    let made = 0;
    let ended = false;
    const endless = async function* (): AsyncGenerator<Uint8Array> {
      try {
        for (;;) {
          made += 65_536;
          yield Buffer.alloc(65_536);
          await new Promise((resolve) => setImmediate(resolve));
        }
      } finally {
        ended = true;
      }
    };
    const { port } = await serve([{ handle: () => ({ body: endless() }) }]);
    const socket = connect(port, '127.0.0.1');
    socket.write('GET /x HTTP/1.1\r\nHost: a\r\n\r\n');
    socket.pause();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const madeOnce = made;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(made).toBe(madeOnce);
    expect(made).toBeLessThan(50_000_000);
    socket.destroy();
    await expect.poll(() => ended, { timeout: 3_000 }).toBe(true);
  });
});

describe('the server', () => {
  it('names the next free port when its own is taken', async () => {
    const blocker = createServer();
    await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
    const { port } = blocker.address() as AddressInfo;
    const error = await makeHost({ http: { port } })
      .listen()
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'TURNPIKE_PORT_IN_USE' });
    const { freePort, wayOut } = (error as { details: { freePort: number; wayOut: string } })
      .details;
    expect(freePort).toBeGreaterThan(port);
    expect(wayOut).toContain(`--set http.port=${freePort}`);
    await new Promise((resolve) => blocker.close(resolve));
    expect((await makeHost({ http: { port: freePort } }).listen()).port).toBe(freePort);
  });

  it('opens a WebSocket door with the same checks, and ends it on close', async () => {
    const host = makeHost({ publicUrl: 'https://ci.example.com' });
    const seen: unknown[] = [];
    host.addUpgrade(
      {
        path: '/live',
        allow: ['user'],
        accept: ({ principal, query }, { socket }) => {
          seen.push([principal.kind, query.get('a')]);
          socket.write('HTTP/1.1 101 Switching Protocols\r\n\r\n');
        },
      },
      'test',
    );
    const { port } = await host.listen();
    const knock = (path: string, ...headers: string[]) => {
      const lines = [
        `GET ${path} HTTP/1.1`,
        'Host: ci',
        'Connection: Upgrade',
        'Upgrade: websocket',
      ];
      const socket = connect(port, '127.0.0.1');
      socket.write(`${[...lines, ...headers].join('\r\n')}\r\n\r\n`);
      const first = new Promise<string>((resolve) =>
        socket.once('data', (data) => resolve(String(data).split('\r\n')[0] ?? '')),
      );
      const closed = new Promise((resolve) => socket.once('close', resolve));
      return { first, closed };
    };
    const cookie = 'Cookie: turnpike_session=1';
    expect(await knock('/live').first).toContain('401');
    expect(await knock('/other', cookie).first).toContain('404');
    expect(await knock('/live', cookie, 'Origin: https://evil.example').first).toContain('403');
    const good = knock('/live?a=b', cookie, 'Origin: https://ci.example.com');
    expect(await good.first).toContain('101');
    expect(seen).toEqual([['user', 'b']]);
    await host.close(100);
    await good.closed;
  });
});
