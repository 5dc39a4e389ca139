import { createServer, request as httpRequest } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createOutbound } from './outbound.js';

const undo: (() => void)[] = [];
afterEach(() => undo.splice(0).forEach((step) => step()));

async function listen(server: ReturnType<typeof createServer>): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  undo.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** A proxy that leads every request to one server, and notes what it was asked. */
async function startProxy(port: number, status = 200) {
  const asked: { line: string; authorization: string | undefined; first?: Buffer }[] = [];
  const server = createServer((request, response) => {
    asked.push({
      line: `${request.method} ${request.url}`,
      authorization: request.headers['proxy-authorization'],
    });
    const { pathname } = new URL(request.url ?? '');
    const { 'proxy-authorization': _ours, ...headers } = request.headers;
    const onward = httpRequest(
      { port, path: pathname, method: request.method, headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      },
    );
    request.pipe(onward);
  });
  server.on('connect', (request, socket) => {
    const entry: (typeof asked)[number] = {
      line: `CONNECT ${request.url}`,
      authorization: request.headers['proxy-authorization'],
    };
    asked.push(entry);
    socket.on('error', () => undefined);
    socket.write(`HTTP/1.1 ${status} x\r\n\r\n`);
    socket.once('data', (bytes: Buffer) => {
      entry.first = bytes;
      connect(port, '127.0.0.1').on('error', () => undefined);
      socket.destroy();
    });
  });
  return { url: `http://me:p%40ss@127.0.0.1:${await listen(server)}`, asked };
}

const lookup = async (host: string) => {
  if (host === 'public.test') return ['93.184.216.34'];
  if (host === 'private.test') return ['10.0.0.1'];
  if (host === 'near.test') return ['127.0.0.1'];
  throw new Error('no such host');
};
const CREDENTIALS = `Basic ${Buffer.from('me:p@ss').toString('base64')}`;

describe('net.proxy', () => {
  it('takes http requests whole, with its own credentials and none for the place', async () => {
    const seen: (string | undefined)[] = [];
    const port = await listen(
      createServer((request, response) => {
        seen.push(request.headers.host, request.headers['proxy-authorization']);
        response.end('through');
      }),
    );
    const { url, asked } = await startProxy(port);
    const outbound = createOutbound({ allow: [], proxy: url, lookup });
    expect((await outbound.fetch('http://public.test/path')).text()).toBe('through');
    expect(asked).toMatchObject([
      { line: 'GET http://public.test/path', authorization: CREDENTIALS },
    ]);
    expect(seen).toEqual(['public.test', undefined]);
  });

  it('tunnels https to the address that was judged, and names the host inside', async () => {
    const { url, asked } = await startProxy(await listen(createServer()));
    const outbound = createOutbound({ allow: [], proxy: url, lookup });
    await expect(outbound.fetch('https://public.test/')).rejects.toMatchObject({
      code: 'TURNPIKE_HOST_UNAVAILABLE',
    });
    expect(asked).toMatchObject([
      { line: 'CONNECT 93.184.216.34:443', authorization: CREDENTIALS },
    ]);
    // A TLS greeting with the name of the host in it.
    expect(asked[0]?.first?.[0]).toBe(0x16);
    expect(asked[0]?.first?.includes('public.test')).toBe(true);
  });

  it('leaves names that only it can look up to the proxy, and asks it for nothing private', async () => {
    const { url, asked } = await startProxy(await listen(createServer()));
    const outbound = createOutbound({ allow: ['near.test'], proxy: url, lookup });
    await outbound.fetch('https://elsewhere.test/').catch(() => undefined);
    expect(asked.map(({ line }) => line)).toEqual(['CONNECT elsewhere.test:443']);
    for (const private_ of ['http://private.test/', 'http://10.0.0.1/', 'http://[::1]/'])
      await expect(outbound.fetch(private_)).rejects.toMatchObject({
        code: 'TURNPIKE_URL_FORBIDDEN',
      });
    expect(await outbound.resolve('near.test', 80)).not.toHaveProperty('proxy');
    expect(await outbound.resolve('public.test', 80)).toMatchObject({ proxy: url });
    expect(asked).toHaveLength(1);
  });

  it('says that the proxy refuses', async () => {
    const { url } = await startProxy(await listen(createServer()), 407);
    const outbound = createOutbound({ allow: [], proxy: url, lookup });
    await expect(outbound.fetch('https://public.test/')).rejects.toMatchObject({
      code: 'TURNPIKE_HOST_UNAVAILABLE',
      message: expect.stringContaining('407') as string,
    });
    expect(() => createOutbound({ allow: [], proxy: 'socks5://x' })).toThrow(/net\.proxy/);
  });
});
