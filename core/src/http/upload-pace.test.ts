import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { coreConfig, type CoreConfig } from '../contracts/config.js';
import { silentLogger } from '../log/silent-logger.js';
import { noMetrics } from '../metrics/no-metrics.js';
import { createHttpHost, type HttpHost } from './http-host.js';

const hosts: HttpHost[] = [];
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const host of hosts.splice(0)) await host.close(100);
});

interface Upload {
  readonly received: () => number;
  /** How the route's reading ended. */
  readonly ended: Promise<string>;
  readonly url: string;
}

/** A route that streams what comes, as the ones for artifacts, caches and logs do. */
async function upload(http: Partial<CoreConfig['http']>, readMs = 0): Promise<Upload> {
  let received = 0;
  let end: (how: string) => void = () => undefined;
  const ended = new Promise<string>((resolve) => (end = resolve));
  const host = createHttpHost({
    config: coreConfig.parse({ http: { port: 0, ...http } }),
    log: silentLogger,
    metrics: noMetrics,
    authenticate: async () => ({ kind: 'role' }),
  });
  hosts.push(host);
  const route = {
    method: 'PUT' as const,
    path: '/up',
    allow: ['role' as const],
    async handle({ stream }: { stream(): AsyncIterable<Uint8Array> }) {
      try {
        for await (const chunk of stream()) {
          received += chunk.byteLength;
          await new Promise((resolve) => setTimeout(resolve, readMs));
        }
        end('whole');
        return { body: { received } };
      } catch (error) {
        end(String((error as { code?: unknown }).code));
        throw error;
      }
    },
  };
  host.add(route, 'test');
  const { url } = await host.listen();
  return { url, ended, received: () => received };
}

async function begin(url: string, length: number): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  sockets.push(socket);
  await once(socket, 'connect');
  socket.write(`PUT /up HTTP/1.1\r\nHost: x\r\nContent-Length: ${length}\r\n\r\n`);
  return socket;
}

describe('a streamed upload', () => {
  it('that comes a byte now and then is ended, and its sender told why', async () => {
    const { url, ended, received } = await upload({
      slowestUploadBytesPerSecond: 1_000_000,
      uploadPatienceSeconds: 0.3,
    });
    const socket = await begin(url, 1_000_000);
    const answer = new Promise<string>((resolve) =>
      socket.once('data', (data) => resolve(String(data))),
    );
    const drip = setInterval(() => socket.write('x'), 20);
    socket.once('close', () => clearInterval(drip)).on('error', () => undefined);
    expect(await ended).toBe('TURNPIKE_INPUT_SLOW');
    expect(await answer).toMatch(/^HTTP\/1\.1 408 [\s\S]*TURNPIKE_INPUT_SLOW/);
    expect(received()).toBeLessThan(1_000);
    clearInterval(drip);
  });

  it('may take as long as its rate gives it, also where little patience is left', async () => {
    const { url, ended } = await upload({
      slowestUploadBytesPerSecond: 1_000,
      uploadPatienceSeconds: 0.5,
    });
    const socket = await begin(url, 200_000);
    for (let part = 0; part < 4; part += 1) {
      socket.write(Buffer.alloc(50_000));
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    expect(await ended).toBe('whole');
  });

  it('is not blamed for the time in which what came is stored', async () => {
    const { url, ended } = await upload(
      { slowestUploadBytesPerSecond: 1_000_000, uploadPatienceSeconds: 0.5 },
      150,
    );
    const socket = await begin(url, 1_000_000);
    socket.write(Buffer.alloc(1_000_000));
    expect(await ended).toBe('whole');
  });
});
