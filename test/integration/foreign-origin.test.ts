/** What a page of another origin can do with the cookie that a browser sends along: nothing, at every route. */
import { connect } from 'node:net';
import { testPlatform, type TestPlatform } from '@turnpike/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressOf } from '../support/routes.js';
import { administratorCookie } from '../support/session.js';

const SAFE = new Set(['GET', 'HEAD']);
const EVIL = 'https://evil.example';

let platform: TestPlatform;
let cookie: string;
beforeAll(async () => {
  platform = await testPlatform({
    config: { worker: { executor: 'dummy' }, http: { port: 0, ratePerMinute: 0 } },
  });
  cookie = await administratorCookie(platform);
}, 300_000);
afterAll(() => platform?.stop());

async function call(method: string, path: string, headers: Record<string, string>) {
  const answer = await platform.request(addressOf(path, '999'), {
    method,
    body: '{}',
    headers: { 'content-type': 'application/json', ...headers },
  });
  const body = (await answer.json().catch(() => ({}))) as { code?: string; error?: unknown };
  return { status: answer.status, text: JSON.stringify(body) };
}

const writes = () =>
  platform.routes().filter(({ method, upgrade }) => !upgrade && !SAFE.has(method));

describe('a page of another origin', () => {
  it.each([
    ['another site', { origin: EVIL }],
    ['a sandboxed frame', { origin: 'null' }],
    ['no origin at all', {}],
    ['a referer only', { referer: `${EVIL}/page` }],
    ['a forged host for a proxy', { origin: EVIL, 'x-forwarded-host': 'evil.example' }],
  ])('writes nothing with our cookie: %s', async (_name, headers) => {
    expect(writes().length).toBeGreaterThan(50);
    const letIn: string[] = [];
    for (const { method, path } of writes()) {
      const { status } = await call(method, path, { cookie, ...headers });
      if (status !== 403) letIn.push(`${method} ${path} ${status}`);
    }
    expect(letIn).toEqual([]);
  });

  it('is told why', async () => {
    const { status, text } = await call('POST', '/v3/repos', { cookie, origin: EVIL });
    expect(status).toBe(403);
    expect(text).toContain('TURNPIKE_ORIGIN_DENIED');
    expect((await call('POST', '/v3/repos', { cookie, origin: platform.url })).status).toBe(400);
  });

  it('may send a token that it was given, and no cookie', async () => {
    const authorization = `token ${platform.api.token}`;
    expect((await call('POST', '/v3/repos', { authorization, origin: EVIL })).status).toBe(400);
  });

  it('is answered without a word to its scripts', async () => {
    for (const { path } of writes()) {
      const answer = await platform.request(addressOf(path, '999'), {
        method: 'OPTIONS',
        headers: { origin: EVIL, 'access-control-request-method': 'POST' },
      });
      expect(answer.headers.get('access-control-allow-origin'), path).toBeNull();
    }
  });

  it('opens no WebSocket door', async () => {
    const doors = platform.routes().filter(({ upgrade }) => upgrade);
    expect(doors.length).toBeGreaterThan(0);
    for (const { path } of doors) {
      expect(await knock(path, EVIL), path).toMatch(/^HTTP\/1\.1 403/);
      expect(await knock(path, platform.url), path).toMatch(/^HTTP\/1\.1 101/);
    }
  });
});

/** First line of the answer to a WebSocket handshake with our cookie. */
function knock(path: string, origin: string): Promise<string> {
  const { hostname, port, host } = new URL(platform.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    const lines = [
      `GET ${addressOf(path, '999')} HTTP/1.1`,
      `Host: ${host}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      `Cookie: ${cookie}`,
      `Origin: ${origin}`,
    ];
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    socket.once('data', (chunk) => {
      socket.destroy();
      resolve(chunk.toString().split('\r\n')[0]!);
    });
    socket.once('error', reject);
  });
}
