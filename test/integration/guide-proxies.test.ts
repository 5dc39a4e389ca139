/** What the operator's guide says of nginx and Caddy, run by these very programs in front of a server. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { request, type RequestOptions } from 'node:https';
import { text } from 'node:stream/consumers';
import { definePlugin } from '@turnpike/sdk';
import { testPlatform, type TestPlatform } from '@turnpike/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { PROXIES, PROXY_HOST, type RunningProxy } from '../support/proxies.js';
import { root } from '../support/root.js';
import { administratorCookie } from '../support/session.js';

const MIB = 1024 * 1024;
const UPLOAD = 40 * MIB;
const guide = await readFile(`${root}/config/guide/proxy.md`, 'utf8');
const snippetOf = (language: string): string =>
  new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(guide)?.[1] ?? '';

/** The second event is told only when the first one has arrived. */
let firstCame = (): void => undefined;
let arrived = Promise.resolve();

/** Takes what is large and sends what comes piece by piece, as plugins may. */
const probe = definePlugin({
  id: 'probe',
  summary: 'Takes much and tells bit by bit.',
  permissions: { routes: ['PUT /probe/upload', 'GET /probe/events'] },
  operations: {
    upload: {
      address: 'PUT /probe/upload',
      summary: 'Takes much',
      rights: 'anyone',
      body: { mediaType: 'application/octet-stream' },
      answers: { 200: { schema: { type: 'object' } } },
    },
    events: {
      address: 'GET /probe/events',
      summary: 'Tells bit by bit',
      rights: 'anyone',
      answers: { 200: { type: 'text/event-stream' } },
    },
  },
  routes: () => [
    {
      method: 'PUT',
      path: '/probe/upload',
      allow: ['anonymous', 'user'],
      bodyLimitBytes: UPLOAD,
      handle: async (exchange) => {
        const body = await exchange.bytes();
        const digest = createHash('sha256').update(body).digest('hex');
        return { body: { bytes: body.byteLength, digest } };
      },
    },
    {
      method: 'GET',
      path: '/probe/events',
      allow: ['anonymous', 'user'],
      handle: async () => ({
        headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' },
        body: events(),
      }),
    },
  ],
});

async function* events(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('data: first\n\n');
  await arrived;
  yield Buffer.from('data: second\n\n');
}

let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform({
    plugins: [probe],
    config: {
      worker: { executor: 'dummy' },
      publicUrl: `https://${PROXY_HOST}`,
      http: { port: 0, trustProxy: ['loopback'] },
    },
  });
}, 300_000);
afterAll(() => platform?.stop());

describe.each(PROXIES)('$name, as the guide has it', (kind) => {
  let proxy: RunningProxy | undefined;
  beforeAll(async () => {
    const binary = kind.binary();
    const port = Number(new URL(platform.url).port);
    if (binary) proxy = await kind.start(binary, snippetOf(kind.language), port);
  }, 120_000);
  afterAll(() => proxy?.stop());

  /** TLS to the proxy by the guide's name; its certificate is the test's own. */
  const ask = (path: string, options: RequestOptions = {}, body?: Buffer) =>
    new Promise<{
      status: number;
      headers: NodeJS.Dict<string | string[]>;
      stream: AsyncIterable<Buffer>;
    }>((resolve, reject) => {
      const to = { host: '127.0.0.1', port: proxy!.port, servername: PROXY_HOST, path };
      const headers = { host: PROXY_HOST, ...options.headers };
      const asked = request({ ...options, ...to, headers, rejectUnauthorized: false }, (answer) =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, stream: answer }),
      );
      asked.once('error', reject).end(body);
    });

  it('shows the page, and lets a browser sign in and out with cookies of TLS alone', async (test) => {
    if (!proxy) return test.skip();
    const page = await ask('/');
    expect(page.status).toBe(200);
    expect(await text(page.stream)).toContain('<tp-app');
    const cookie = await administratorCookie(platform);
    const session = { method: 'DELETE', headers: { cookie, origin: `https://${PROXY_HOST}` } };
    const foreign = { method: 'DELETE', headers: { cookie, origin: 'https://evil.example' } };
    expect((await ask('/v3/session', foreign)).status).toBe(403);
    const out = await ask('/v3/session', session);
    expect(out.status).toBe(204);
    expect(String(out.headers['set-cookie'])).toContain('Secure');
  }, 120_000);

  it('passes a WebSocket on in both directions', async (test) => {
    if (!proxy) return test.skip();
    const options = {
      servername: PROXY_HOST,
      rejectUnauthorized: false,
      headers: { host: PROXY_HOST, authorization: `token ${platform.api.token}` },
    };
    const socket = new WebSocket(`wss://127.0.0.1:${proxy.port}/live`, options);
    const messages: string[] = [];
    socket.on('message', (data: Buffer) => void messages.push(data.toString()));
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    socket.send(JSON.stringify({ subscribe: ['repos'] }));
    await platform.project({ '.travis.yml': 'script: "true"\n' }, `${kind.language}/socket`);
    await expect
      .poll(() => messages.some((one) => one.includes('build:')), { timeout: 60_000 })
      .toBe(true);
    socket.close();
  }, 120_000);

  it('holds back nothing of an answer that comes piece by piece', async (test) => {
    if (!proxy) return test.skip();
    arrived = new Promise((resolve) => (firstCame = resolve));
    const { stream } = await ask('/probe/events');
    let told = '';
    for await (const part of stream) {
      told += part.toString();
      if (told.includes('first')) firstCame();
    }
    expect(told).toBe('data: first\n\ndata: second\n\n');
  }, 60_000);

  it('lets a large upload through, whole', async (test) => {
    if (!proxy) return test.skip();
    const body = Buffer.alloc(UPLOAD, 'turnpike ');
    const headers = { 'content-type': 'application/octet-stream', 'content-length': UPLOAD };
    const answer = await ask('/probe/upload', { method: 'PUT', headers }, body);
    expect(JSON.parse(await text(answer.stream))).toEqual({
      bytes: UPLOAD,
      digest: createHash('sha256').update(body).digest('hex'),
    });
  }, 120_000);
});
