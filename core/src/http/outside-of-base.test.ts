import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { createWayToBase } from './outside-of-base.js';

let servers: Server[] = [];
afterEach(() => {
  for (const server of servers) server.close();
  servers = [];
});

async function listen(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** A proxy that passes on what stands behind `/ci`, as `proxy_pass http://…/;` of nginx does. */
async function stripping(target: number): Promise<string> {
  const proxy = createServer((incoming, outgoing) => {
    const path = (incoming.url ?? '/').replace(/^\/ci/, '');
    request({ port: target, host: '127.0.0.1', path }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    }).end();
  });
  return `http://127.0.0.1:${await listen(proxy)}`;
}

it('is no loop behind a proxy that removes the prefix, but names the mistake', async () => {
  const way = createWayToBase('/ci');
  const port = await listen(
    createServer((incoming, outgoing) => {
      const { status = 302, headers, body } = way(incoming.socket.remoteAddress ?? '');
      outgoing.writeHead(status, { ...headers } as Record<string, string>).end(body);
    }),
  );
  const answer = await fetch(`${await stripping(port)}/ci/`);
  expect(answer.status).toBe(508);
  expect(await answer.text()).toMatch(/the proxy in front removes the prefix.*\n→ /);
});

it('sends each visitor to the base, also one who comes again later', () => {
  let time = 0;
  const way = createWayToBase('/ci', () => time);
  for (let visitor = 0; visitor < 2_000; visitor += 1)
    expect(way(`10.0.${visitor >> 8}.${visitor & 255}`)).toMatchObject({ status: 302 });
  for (let again = 0; again < 20; again += 1) {
    time += 2_000;
    expect(way('10.0.0.1')).toEqual({ status: 302, headers: { location: '/ci/' } });
  }
});
