/** Storage as an installation offers it to scripts: objects by path, for whoever has the job's token. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TestStorage {
  readonly url: string;
  readonly objects: Map<string, Buffer>;
  readonly requests: string[];
  close(): Promise<void>;
}

export async function startStorage(token: string): Promise<TestStorage> {
  const objects = new Map<string, Buffer>();
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '');
    requests.push(`${request.method} ${path}`);
    if (request.headers.authorization !== `Bearer ${token}`) {
      response.writeHead(401).end();
      return;
    }
    if (request.method === 'PUT') {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        objects.set(path, Buffer.concat(chunks));
        response.writeHead(201).end();
      });
      return;
    }
    const found = objects.get(path);
    response.writeHead(found ? 200 : 404).end(found);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/storage`,
    objects,
    requests,
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}
