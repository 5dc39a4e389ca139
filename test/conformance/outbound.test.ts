/** The platform's own way out passes the suite that the fake of tests passes. */
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createOutbound } from '@turnpike/core';
import { outboundConformance } from '@turnpike/sdk/conformance';
import type { FakeAnswer, SentRequest } from '@turnpike/sdk/testing';

interface Place {
  readonly url: string;
  close(): Promise<void>;
}

async function serve(answer: RequestListener): Promise<Place> {
  const server: Server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

outboundConformance('of the platform', async () => {
  const answers = new Map<string, FakeAnswer>();
  const requests: SentRequest[] = [];
  const place = await serve((request, response) => {
    void bodyOf(request).then((body) => {
      const { method = 'GET', url = '/', headers } = request;
      requests.push({ method, url, body, headers: headers as SentRequest['headers'] });
      const { status = 200, body: given = '', delayMs = 0, ...rest } = answers.get(url) ?? {};
      const text = typeof given === 'string' ? given : JSON.stringify(given);
      const send = () => response.writeHead(status, rest.headers).end(text);
      setTimeout(send, delayMs).unref();
    });
  });
  const [away, broken] = [
    await serve(() => undefined),
    await serve(({ socket }) => socket.destroy()),
  ];
  await away.close();
  const lookup = async (): Promise<never> => {
    throw Object.assign(new Error('getaddrinfo ENOTFOUND nowhere.test'), { code: 'ENOTFOUND' });
  };
  return {
    outbound: createOutbound({ allow: ['127.0.0.1'], lookup }),
    url: place.url,
    answer: (path, answer) => void answers.set(path, answer),
    requests: () => requests,
    broken: { refused: away.url, reset: broken.url, dns: 'http://nowhere.test/' },
    dispose: async () => {
      await Promise.all([place.close(), broken.close()]);
    },
  };
});
