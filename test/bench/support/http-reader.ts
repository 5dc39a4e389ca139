/** Asks the API over kept connections, as cheaply as Node can: what is measured is the server. */
import { Agent, request, type OutgoingHttpHeaders } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly bytes: number;
  readonly body: Buffer;
}
export interface HttpReader {
  get(path: string): Promise<Answer>;
  post(url: string, body: string, headers: OutgoingHttpHeaders): Promise<Answer>;
  close(): void;
}

export function createHttpReader(base: string, token: string): HttpReader {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const authorization = `token ${token}`;

  function ask(
    url: string,
    method: string,
    headers: OutgoingHttpHeaders,
    body?: string,
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = request(url, { agent, method, headers }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => {
          const whole = Buffer.concat(parts);
          resolve({ status: response.statusCode ?? 0, bytes: whole.byteLength, body: whole });
        });
      });
      sent.on('error', reject);
      sent.setNoDelay(true);
      sent.end(body);
    });
  }
  return {
    get: (path) => ask(`${base}${path}`, 'GET', { authorization, 'travis-api-version': '3' }),
    post: (url, body, headers) => ask(url, 'POST', headers, body),
    close: () => agent.destroy(),
  };
}

/** Calls every `everyMs` until there is an answer. Calls do not pile up. */
export async function poll<T>(
  what: string,
  ask: () => Promise<T | undefined>,
  everyMs = 10,
  patienceMs = 60_000,
): Promise<T> {
  const begin = performance.now();
  for (let next = begin; ; next += everyMs) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    const now = performance.now();
    if (now - begin > patienceMs) throw new Error(`${what}: not within ${patienceMs} ms`);
    next = Math.max(next, now - everyMs);
    await new Promise((resolve) => setTimeout(resolve, next + everyMs - now));
  }
}
