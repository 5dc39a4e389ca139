import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createOutbound } from './outbound.js';

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void;
const open: { close(): void }[] = [];
afterEach(() => open.splice(0).forEach((server) => server.close()));

async function serve(answer: Answer): Promise<string> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => answer(request, response, body));
  });
  open.push({ close: () => (server.closeAllConnections(), server.close()) });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const allowing = (...allow: string[]) => createOutbound({ allow });
const forbidden = { code: 'TURNPIKE_URL_FORBIDDEN' };

describe('createOutbound', () => {
  it('sends what it is told and reads the answer', async () => {
    const url = await serve((request, response, body) => {
      response.setHeader('x-seen', `${request.method} ${request.headers['x-a']} ${body}`);
      response.end('{"ok":true}');
    });
    const answer = await allowing('127.0.0.1').fetch(`${url}/x`, {
      method: 'POST',
      headers: { 'X-A': '1' },
      body: 'hello',
    });
    expect(answer).toMatchObject({ status: 200, ok: true, url: `${url}/x` });
    expect(answer.headers['x-seen']).toBe('POST 1 hello');
    expect(answer.json()).toEqual({ ok: true });
  });

  it.each([
    'http://127.0.0.1/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://localhost/',
    'file:///etc/passwd',
    'ftp://example.com/',
    'gopher://127.0.0.1/',
    'no url',
  ])('refuses %s', async (url) => {
    await expect(allowing().fetch(url)).rejects.toMatchObject(forbidden);
  });

  it('refuses a name of which any address is private, before it connects', async () => {
    const lookup = async () => ['93.184.216.34', '10.0.0.1'];
    const outbound = createOutbound({ allow: [], lookup });
    await expect(outbound.fetch('http://example.com/')).rejects.toMatchObject(forbidden);
  });

  it('connects to the address that was judged, not to a second answer of the name server', async () => {
    const url = new URL(await serve((_request, response) => response.end('pinned')));
    const answers = [['127.0.0.1'], ['10.9.9.9']];
    const outbound = createOutbound({
      allow: ['127.0.0.0/8'],
      lookup: async () => answers.shift() ?? [],
    });
    const answer = await outbound.fetch(`http://rebinding.test:${url.port}/`);
    expect(answer.text()).toBe('pinned');
    expect(answers).toHaveLength(1);
  });

  it('judges each redirect anew', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
    });
    await expect(allowing('127.0.0.1').fetch(url)).rejects.toMatchObject(forbidden);
  });

  it('keeps credentials from another origin and turns a redirected POST into a GET', async () => {
    const seen: string[] = [];
    const second = await serve((request, response, body) => {
      seen.push(`${request.method} ${request.headers.authorization ?? '-'} ${body}`);
      response.end('there');
    });
    const first = await serve((_request, response) => {
      response.writeHead(302, { location: `${second}/next` }).end();
    });
    const answer = await allowing('127.0.0.1').fetch(first.replace('http://', 'http://me:pw@'), {
      method: 'POST',
      body: 'secret',
    });
    expect(answer.url).toBe(`${second}/next`);
    expect(seen).toEqual(['GET - ']);
  });

  it('follows only so many redirects', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(307, { location: '/again' }).end();
    });
    await expect(allowing('127.0.0.1').fetch(url)).rejects.toMatchObject({
      code: 'TURNPIKE_HOST_REFUSED',
    });
    const answer = await allowing('127.0.0.1').fetch(url, { maxRedirects: 0 });
    expect(answer.status).toBe(307);
  });

  it('stops reading at the size limit', async () => {
    const url = await serve((_request, response) => response.end(Buffer.alloc(100_000)));
    await expect(allowing('127.0.0.1').fetch(url, { maxBytes: 1000 })).rejects.toMatchObject({
      code: 'TURNPIKE_HOST_REFUSED',
    });
  });

  it('gives up on a slow answer, whose body trickles too', async () => {
    const url = await serve((_request, response) => void response.write('a'));
    const started = Date.now();
    await expect(allowing('127.0.0.1').fetch(url, { timeoutMs: 150 })).rejects.toMatchObject({
      code: 'TURNPIKE_HOST_UNAVAILABLE',
    });
    expect(Date.now() - started).toBeLessThan(30_000);
  });

  it('says which host cannot be reached, and no more of the URL', async () => {
    const error = await allowing('127.0.0.1')
      .fetch('http://127.0.0.1:1/token=secret')
      .catch((e: unknown) => e as Error);
    expect(error).toMatchObject({ code: 'TURNPIKE_HOST_UNAVAILABLE' });
    expect((error as Error).message).not.toContain('secret');
  });

  it('allows names, wildcards and networks', async () => {
    const lookup = async () => ['10.0.0.5'];
    const outbound = createOutbound({ allow: ['*.corp.test', '10.0.1.0/24'], lookup });
    await expect(outbound.resolve('git.corp.test', 22)).resolves.toMatchObject({
      addresses: ['10.0.0.5'],
    });
    await expect(outbound.resolve('10.0.1.9', 22)).resolves.toMatchObject({ port: 22 });
    await expect(outbound.resolve('corp.test', 22)).rejects.toMatchObject(forbidden);
    await expect(outbound.resolve('evil.test', 22)).rejects.toMatchObject(forbidden);
  });

  it('names the entry of net.allow that it cannot read', () => {
    expect(() => allowing('10.0.0.0/99')).toThrow(/10\.0\.0\.0\/99/);
  });
});
