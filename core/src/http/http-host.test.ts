import { connect, type AddressInfo } from 'node:net';
import { request as httpRequest } from 'node:http';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { CoreConfig } from '../contracts/config.js';
import { coreConfig } from '../contracts/config.js';
import { InputError } from '../contracts/errors.js';
import type { Logger } from '../contracts/host.js';
import type { Principal, Route } from '../contracts/http.js';
import { silentLogger } from '../log/silent-logger.js';
import { noMetrics } from '../metrics/no-metrics.js';
import { createProxies } from './client-address.js';
import { createHttpHost, type HttpHost, type Listening } from './http-host.js';
import { createProxyWatch } from './proxy-watch.js';

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
function makeHost(settings: Settings = {}, log: Logger = silentLogger): HttpHost {
  const config = coreConfig.parse({
    ...(settings.publicUrl ? { publicUrl: settings.publicUrl } : {}),
    http: { port: 0, ...settings.http },
  });
  const host = createHttpHost({
    config,
    log,
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

  it('answers the version of the API that a client names, below /api without one too', async () => {
    const name = (path: string): Partial<Route> => ({
      path,
      handle: ({ params }) => ({ body: { route: path, ...params } }),
    });
    const paths = ['/v3/repo/:id', '/v2/repos/:id', '/v2', '/:owner.svg', '/:page(.*)'];
    const { url } = await serve(paths.map(name));
    const ask = async (path: string, headers: Record<string, string> = {}) => {
      const answer = await fetch(`${url}${path}`, { headers });
      return [answer.status, ((await answer.json()) as { route?: string }).route];
    };
    const v2 = { accept: 'application/vnd.travis-ci.2+json' };
    const v3 = { 'travis-api-version': '3' };
    expect(await ask('/repo/1', v3)).toEqual([200, '/v3/repo/:id']);
    expect(await ask('/repos/1/', v2)).toEqual([200, '/v2/repos/:id']);
    expect(await ask('/repos/1', v3)).toEqual([200, '/v2/repos/:id']);
    expect(await ask('/', v2)).toEqual([200, '/v2']);
    expect(await ask('/repos/1')).toEqual([200, '/:page(.*)']);
    expect(await ask('/api/repos/1')).toEqual([200, '/v2/repos/:id']);
    expect(await ask('/api/repo/1', v3)).toEqual([200, '/v3/repo/:id']);
    expect(await ask('/api/ada.svg')).toEqual([200, '/:owner.svg']);
    expect(await ask('/api/nothing')).toEqual([404, undefined]);
    expect(await ask('/api/nothing', { accept: 'text/html' })).toEqual([200, '/:page(.*)']);
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
    // Where a public address is configured, no other is ours: not by scheme, port or what Host says.
    for (const origin of [
      new URL(url).origin,
      'http://ci.example.com',
      'https://ci.example.com:8443',
      'https://ci.example.com.evil.example',
    ])
      expect(await post({ cookie, origin }), origin).toBe(403);
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
    // It stands still once the system's own room for the socket is full, however late that is.
    let before = -1;
    const stands = (): boolean => {
      const same = made > 0 && made === before;
      before = made;
      return same;
    };
    await expect.poll(stands, { timeout: 20_000, interval: 200 }).toBe(true);
    expect(made).toBeLessThan(50_000_000);
    socket.destroy();
    await expect.poll(() => ended, { timeout: 60_000 }).toBe(true);
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

describe('a proxy on the same machine', () => {
  const from = (headers: Record<string, string>, settings: Settings = {}) =>
    serve([{ handle: ({ ip, secure }) => ({ body: { ip, secure } }) }], settings).then(
      async ({ url }) => (await fetch(`${url}/x`, { headers })).json() as Promise<object>,
    );

  it('is believed only where it is named', async () => {
    const said = { 'x-forwarded-for': '203.0.113.7', 'x-forwarded-proto': 'https' };
    expect(await from(said)).toEqual({ ip: expect.not.stringContaining('203'), secure: false });
    const trusted = { http: { trustProxy: ['loopback'] } };
    expect(await from(said, trusted)).toEqual({ ip: '203.0.113.7', secure: true });
    const forged = { ...said, 'x-forwarded-proto': 'https, http' };
    expect(await from(forged, trusted)).toMatchObject({ secure: false });
    expect(await from({}, { publicUrl: 'https://ci.example.com' })).toMatchObject({ secure: true });
  });

  it.each(['x-forwarded-for', 'forwarded', 'x-real-ip', 'via', 'x-forwarded-proto'])(
    'is noticed by %s while it is not named',
    async (name) => {
      const host = makeHost();
      host.add({ method: 'GET', path: '/x', allow: ['anonymous'], handle: () => ({}) }, 'test');
      const { url } = await host.listen();
      await fetch(`${url}/x`);
      expect(host.sawUntrustedProxy).toBe(false);
      await fetch(`${url}/x`, { headers: { [name]: '203.0.113.7' } });
      expect(host.sawUntrustedProxy).toBe(true);
      const known = makeHost({ http: { trustProxy: ['loopback'] } });
      known.add({ method: 'GET', path: '/x', allow: ['anonymous'], handle: () => ({}) }, 'test');
      const there = await known.listen();
      await fetch(`${there.url}/x`, { headers: { [name]: '203.0.113.7' } });
      expect(known.sawUntrustedProxy).toBe(false);
    },
  );
});

describe('a proxy in front', () => {
  const TRUSTED = { http: { trustProxy: ['loopback', '10.0.0.0/8'] } };
  const forwarded = { 'x-forwarded-for': '203.0.113.7' };
  it.each([
    ['on this machine, not named', {}, '::1', forwarded, /on this machine.*not trusted/],
    ['elsewhere, not named', {}, '::ffff:172.17.0.2', forwarded, /172\.17\.0\.2/],
    ['elsewhere beside the one that is named', TRUSTED, '172.17.0.2', forwarded, /172\.17\.0\.2/],
    ['that says with X-Real-IP only', {}, '172.17.0.2', { 'x-real-ip': '1.2.3.4' }, /172/],
    ['that does not say for whom', TRUSTED, '10.1.2.3', {}, /10\.1\.2\.3 is trusted.*does not say/],
    ['on this machine that does not say so', TRUSTED, '127.0.0.1', {}, /does not say/],
    ['that is named and says for whom', TRUSTED, '10.1.2.3', forwarded, undefined],
    ['that nobody needs', {}, '192.0.2.1', {}, undefined],
    [
      'that is none: a command on this machine',
      TRUSTED,
      '127.0.0.1',
      { host: '127.0.0.1:1' },
      undefined,
    ],
  ] as const)(
    '%s is noticed where it is a mistake, once',
    (_what, settings, peer, headers, text) => {
      const { http = { trustProxy: [] } } = settings as { http?: { trustProxy: string[] } };
      const watch = createProxyWatch(createProxies(http.trustProxy), 'ci.example.com');
      const request = { peer, headers: { host: 'ci.example.com', ...headers } };
      const fault = watch.look(request);
      if (!text) return void expect(fault).toBeUndefined();
      expect(fault?.text).toMatch(text);
      expect(fault?.wayOut).toMatch(/trustProxy/);
      expect(watch.look(request)).toBeUndefined();
      expect(watch.faults()).toEqual([fault]);
    },
  );

  it('is warned of in the log, with the first request that shows it', async () => {
    const warned: string[] = [];
    const log = {
      ...silentLogger,
      warn: (_: object, text?: string) => void warned.push(text ?? ''),
    };
    const host = makeHost({ publicUrl: 'http://ci.example.com', ...TRUSTED }, log);
    host.add({ method: 'GET', path: '/x', allow: ['anonymous'], handle: () => ({}) }, 'test');
    const { url } = await host.listen();
    await fetch(`${url}/x`);
    expect(warned).toEqual([]);
    for (let n = 0; n < 2; n++) await askAs(url, 'ci.example.com');
    expect(warned).toEqual([expect.stringMatching(/127\.0\.0\.1 is trusted.*does not say/)]);
    expect(host.proxyFaults()).toHaveLength(1);
  });
});

/** `fetch` takes no Host of one's own. */
function askAs(url: string, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = httpRequest(`${url}/x`, { headers: { host } }, (answer) => {
      answer.resume();
      answer.once('end', resolve);
    });
    asked.once('error', reject);
    asked.end();
  });
}

describe('logging in', () => {
  it('is refused from another page although there is no cookie yet', async () => {
    const settings = { publicUrl: 'https://ci.example.com' };
    const { url } = await serve([{ method: 'POST', ownPagesOnly: true }], settings);
    const post = async (headers: Record<string, string>) =>
      (await fetch(`${url}/x`, { method: 'POST', headers })).status;
    expect(await post({})).toBe(200);
    expect(await post({ origin: 'https://ci.example.com' })).toBe(200);
    expect(await post({ origin: 'http://ci.example.com' })).toBe(403);
    expect(await post({ origin: new URL(url).origin })).toBe(403);
    expect(await post({ origin: 'null' })).toBe(403);
  });
});

describe('what one caller may take of what all share', () => {
  const post = (url: string, body: string | Uint8Array, type = 'application/json') =>
    fetch(`${url}/x`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: body as never,
    });
  const reading: Partial<Route> = {
    method: 'POST',
    bodyLimitBytes: 30_000_000,
    handle: async ({ json }) => ({ body: { kind: typeof (await json()) } }),
  };

  it('refuses JSON without end as bad input, and forms of too many fields', async () => {
    const { url } = await serve([reading]);
    for (const piece of ['[', '{"a":', '{},', '0,']) {
      const answer = await post(url, `[${piece.repeat(200_000)}`);
      expect([piece, answer.status]).toEqual([piece, 400]);
    }
    const form = 'application/x-www-form-urlencoded';
    expect((await post(url, 'a[]=1&'.repeat(100_000), form)).status).toBe(400);
    expect((await post(url, '__proto__=1&a[]=1&a[]=2', form)).status).toBe(200);
  });

  it('refuses an answer that would be too large before it is made', async () => {
    const text = 'x'.repeat(100_000);
    const jobs = Array.from({ length: 10_000 }, () => ({ text }));
    const { url } = await serve([{ handle: () => ({ body: { jobs } }) }]);
    const answer = await fetch(`${url}/x`);
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ code: 'TURNPIKE_ANSWER_TOO_LARGE' });
  });

  it('lets a few costly calls in at once, a few wait, and sends the others away for a while', async () => {
    let running = 0;
    let most = 0;
    const goOn: (() => void)[] = [];
    const { url } = await serve([
      {
        atOnce: { name: 'costly', each: 2, all: 4 },
        async handle() {
          running += 1;
          most = Math.max(most, running);
          await new Promise<void>((resolve) => goOn.push(resolve));
          running -= 1;
          return { body: {} };
        },
      },
    ]);
    const refused: Response[] = [];
    const asked = Array.from({ length: 20 }, async () => {
      const answer = await fetch(`${url}/x`);
      if (answer.status !== 200) refused.push(answer);
      return answer.status;
    });
    await expect.poll(() => refused.length, { timeout: 20_000 }).toBe(14);
    expect(refused.map(({ status }) => status)).toEqual(Array(14).fill(429));
    expect(refused[0]?.headers.get('retry-after')).toBe('5');
    const timer = setInterval(() => goOn.splice(0).forEach((go) => go()), 5);
    const statuses = await Promise.all(asked);
    clearInterval(timer);
    expect(statuses.filter((status) => status === 200)).toHaveLength(6);
    expect(most).toBe(2);
  });

  it('holds no more answers for a client that does not read than its share', async () => {
    // More than kernels take for a client that does not read.
    const text = 'x'.repeat(15_000_000);
    const { url } = await serve([{ handle: () => ({ body: { text } }) }]);
    const { port } = new URL(url);
    const sockets = Array.from({ length: 12 }, () => {
      const socket = connect(Number(port), '127.0.0.1');
      socket.pause();
      socket.write('GET /x HTTP/1.1\r\nhost: x\r\n\r\n');
      return socket;
    });
    try {
      await expect
        .poll(async () => (await fetch(`${url}/x`)).status, { timeout: 20_000 })
        .toBe(429);
    } finally {
      for (const socket of sockets) socket.destroy();
    }
    await expect.poll(async () => (await fetch(`${url}/x`)).status, { timeout: 20_000 }).toBe(200);
  });

  it('writes no error into the log for an upload that is cut off', async () => {
    const errors: unknown[] = [];
    const config = coreConfig.parse({ http: { port: 0 } });
    const host = createHttpHost({
      config,
      log: { ...silentLogger, error: (...args: unknown[]) => void errors.push(args) },
      metrics: noMetrics,
      authenticate: async () => ({ kind: 'anonymous' }),
    });
    hosts.push(host);
    let refused: unknown;
    host.add(
      {
        method: 'POST',
        path: '/x',
        allow: ['anonymous'],
        async handle({ bytes }) {
          setTimeout(() => socket.destroy(), 50);
          await bytes().catch((error: unknown) => {
            refused = error;
            throw error;
          });
          return {};
        },
      },
      'test',
    );
    const { port } = await host.listen();
    const socket = connect(port, '127.0.0.1');
    socket.write('POST /x HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\nabc');
    await expect.poll(() => refused, { timeout: 20_000 }).toMatchObject({ status: 400 });
    expect(errors).toEqual([]);
  });
});
