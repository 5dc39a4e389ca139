/** A stand-in of GitHub's API that listens on loopback, and deliveries as GitHub signs them. */
import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import examples from '@octokit/webhooks-examples';

export type Json = Readonly<Record<string, unknown>>;
const R = '/repos/Codertocat/Hello-World';

export function exampleOf(name: string, action?: string): Json {
  const all = examples as unknown as readonly { name: string; examples: readonly Json[] }[];
  const of = all.find((one) => one.name === name)?.examples ?? [];
  const found = of.find((one) => action === undefined || one['action'] === action);
  if (!found) throw new Error(`there is no example of ${name}`);
  return found;
}

const file = (text: string): Json => ({
  type: 'file',
  encoding: 'base64',
  size: text.length,
  content: Buffer.from(text).toString('base64'),
});
const person = { name: 'Ada', email: 'ada@example.com', date: '2024-01-02T03:04:05Z' };
const commit = (sha: string): Json => ({
  sha,
  html_url: `https://github.com/Codertocat/Hello-World/commit/${sha}`,
  commit: { message: 'One', author: person, committer: person },
});

/** What the host was told; answers of the paths that a platform asks for. */
export interface Github {
  readonly url: string;
  readonly statuses: { readonly sha: string; readonly state: string }[];
  hookSecret: string;
  close(): void;
}

export interface GithubWorld {
  readonly repository: Json;
  /** Text of the `.travis.yml` at a commit. */
  yml(ref: string | null): string;
  readonly commits: readonly string[];
  /** Pull requests by number. */
  readonly pulls: Readonly<Record<number, Json>>;
}

export async function startGithub(world: GithubWorld): Promise<Github> {
  const said: Github = { url: '', statuses: [], hookSecret: '', close: () => undefined };
  const answers: Record<string, (body: Json, query: URLSearchParams) => unknown> = {
    [`GET ${R}`]: () => world.repository,
    [`GET ${R}/hooks`]: () => [],
    [`POST ${R}/hooks`]: (body) => {
      said.hookSecret = String((body['config'] as Json)['secret']);
      return { id: 1 };
    },
    [`GET ${R}/contents/.travis.yml`]: (_body, query) => file(world.yml(query.get('ref'))),
    ...Object.fromEntries(
      world.commits.map((sha) => [`GET ${R}/commits/${sha}`, () => commit(sha)]),
    ),
    ...Object.fromEntries(
      Object.entries(world.pulls).map(([number, pull]) => [`GET ${R}/pulls/${number}`, () => pull]),
    ),
  };
  const server: Server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => (text += String(chunk)));
    request.on('end', () => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://host');
      const body = (text === '' ? {} : JSON.parse(text)) as Json;
      const status = new RegExp(`^${R}/statuses/(.*)$`).exec(pathname)?.[1];
      if (status) said.statuses.push({ sha: status, state: String(body['state']) });
      const answer = status
        ? () => ({})
        : answers[`${request.method} ${decodeURIComponent(pathname)}`];
      response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer?.(body, searchParams) ?? { message: 'Not Found' }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(said, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  });
}

export interface Sent {
  readonly event?: string;
  readonly guid?: string;
  readonly secret: string;
}

/** What GitHub would post. */
export function githubDelivery(payload: Json | string, { event = 'push', guid, secret }: Sent) {
  const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const digest = createHmac('sha256', secret).update(body).digest('hex');
  const headers = {
    'content-type': 'application/json',
    'x-github-event': event,
    'x-github-delivery': guid ?? randomUUID(),
    'x-hub-signature-256': `sha256=${digest}`,
  };
  return { method: 'POST', body, headers };
}
