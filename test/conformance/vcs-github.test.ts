import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import examples from '@octokit/webhooks-examples';
import { plugin } from '@turnpike/plugin-vcs-github';
import { tokens, type RepoEvent } from '@turnpike/sdk';
import { vcsProviderConformance, type KnownDelivery } from '@turnpike/sdk/conformance';
import { repositoryRecord, testPlugin } from '@turnpike/sdk/testing';
import { expect } from 'vitest';

const SECRET = 'conformance';
const SHA = 'a'.repeat(40);
const TEXT = 'script: true\n';
const payloads = examples as unknown as readonly {
  readonly name: string;
  readonly examples: readonly Readonly<Record<string, unknown>>[];
}[];

/** What GitHub's API says of a repository with one commit on `main`. */
const API: Readonly<Record<string, unknown>> = {
  '/repos/acme/app/contents/.travis.yml': {
    type: 'file',
    encoding: 'base64',
    size: TEXT.length,
    content: Buffer.from(TEXT).toString('base64'),
  },
  '/repos/acme/app/branches': [{ name: 'main', commit: { sha: SHA } }],
  '/repos/acme/app/tags': [],
  '/repos/acme/app/pulls': [],
};
/** As the recorded description of GitHub's API has it; `full-repository` has far more members. */
const repositoryAt = (id: number, name: string) => ({
  id,
  full_name: `acme/${name}`,
  private: false,
  fork: false,
  clone_url: `https://github.com/acme/${name}.git`,
  html_url: `https://github.com/acme/${name}`,
  default_branch: 'main',
  description: null,
  owner: { login: 'acme', type: 'Organization' },
});
const COMMIT = { sha: SHA, html_url: 'x', commit: { message: 'm', author: null, committer: null } };

/** Its webhooks, and what its repositories are called: they change. */
interface Host {
  readonly names: Map<string, number>;
  readonly hooks: Map<number, unknown>;
}

interface Said {
  readonly status: number;
  readonly body?: unknown;
}

/** Method and path of each call of GitHub's description (API version 2022-11-28) to its statuses. */
const DESCRIBED = JSON.parse(
  await readFile(new URL('../fixtures/github-calls.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, readonly number[]>>;
/** GitHub's redirects of old names lead there; its description leaves it out. */
const UNDESCRIBED = /^\/repositories\/\d+$/;

/** undefined: GitHub has this call, and answers so. */
function odd(method: string, path: string, status: number): string | undefined {
  if (UNDESCRIBED.test(path)) return undefined;
  const found = Object.entries(DESCRIBED).find(([call]) => isCall(call, method, path));
  if (!found) return `GitHub has no call ${method} ${path}`;
  const known = status === 404 || found[1].includes(status);
  return known ? undefined : `${found[0]} never answers ${status}`;
}

/** A ref and a path may hold slashes. */
function isCall(call: string, method: string, path: string): boolean {
  const [verb = '', pattern = ''] = call.split(' ');
  const parts = pattern.replace(/\{(?:ref|path)\}/g, '.+').replace(/\{\w+\}/g, '[^/]+');
  return verb === method && new RegExp(`^${parts}$`).test(path);
}

/** Statuses are those of the description: 201 for what was made, 204 for what was removed. */
function changing(host: Host, method: string, path: string, body: unknown): Said | undefined {
  const hook = /^\/repos\/acme\/app\/hooks(?:\/(\d+))?$/.exec(path);
  if (hook && method === 'GET') return { status: 200, body: [...host.hooks.values()] };
  if (hook && method === 'POST') {
    const id = host.hooks.size + 1;
    host.hooks.set(id, { ...(body as object), id });
    return { status: 201, body: { id } };
  }
  if (hook && method === 'DELETE' && host.hooks.delete(Number(hook[1]))) return { status: 204 };
  const [, name = ''] = /^\/repos\/acme\/([^/]+)$/.exec(path) ?? [];
  const [, byId] = /^\/repositories\/(\d+)$/.exec(path) ?? [];
  const id = host.names.get(name) ?? Number(byId);
  const [called] = [...host.names].find(([, one]) => one === id) ?? [];
  return called === undefined ? undefined : { status: 200, body: repositoryAt(id, called) };
}

function answer(url: URL): unknown {
  const path = decodeURIComponent(url.pathname);
  const [, commit] = /^\/repos\/acme\/app\/commits\/(.+)$/.exec(path) ?? [];
  if (commit !== undefined) return commit === 'main' || commit === SHA ? COMMIT : undefined;
  return ['main', SHA, null].includes(url.searchParams.get('ref')) ? API[path] : undefined;
}

function delivery(name: string, kind: RepoEvent['kind'], action?: string): KnownDelivery {
  const all = payloads.find((one) => one.name === name)?.examples ?? [];
  const payload = all.find((one) => action === undefined || one['action'] === action);
  const body = Buffer.from(JSON.stringify(payload));
  const signature = createHmac('sha256', SECRET).update(body).digest('hex');
  const headers = {
    'content-type': 'application/json',
    'x-github-event': name,
    'x-github-delivery': `guid of ${name}`,
    'x-hub-signature-256': `sha256=${signature}`,
  };
  return { name, kind, secret: SECRET, delivery: { headers, body, hint: null } };
}

vcsProviderConformance('vcs-github', async () => {
  const oddities: string[] = [];
  const github: Host = { names: new Map([['app', 7]]), hooks: new Map() };
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const url = new URL(request.url ?? '/', 'http://host');
      const json: unknown = body === '' ? undefined : JSON.parse(body);
      const said = changing(github, request.method ?? '', decodeURIComponent(url.pathname), json);
      const found = said ? said.body : answer(url);
      const status = said?.status ?? (found === undefined ? 404 : 200);
      const strange = odd(request.method ?? '', decodeURIComponent(url.pathname), status);
      if (strange) oddities.push(strange);
      response.writeHead(status, { 'content-type': 'application/json' });
      const gone = status === 404 ? { message: 'Not Found' } : undefined;
      response.end(status === 204 ? undefined : JSON.stringify(found ?? gone));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const host = await testPlugin(plugin, { config: { apiUrl } });
  const [provider] = host.resolve(tokens.vcsProviders);
  if (!provider) throw new Error('vcs-github provides no VCS provider');
  const cloneUrl = 'https://github.com/acme/app.git';
  return {
    provider,
    traits: plugin.definition.provider,
    access: {
      repository: repositoryRecord({ vcsProvider: 'github', vcsId: '7', cloneUrl }),
      credential: null,
    },
    known: { path: '.travis.yml', ref: 'main', text: TEXT },
    hooks: true,
    move: async () => {
      github.names.set('engine', 7).set('app', 8);
      return 'acme/engine';
    },
    deliveries: [
      delivery('push', 'push'),
      delivery('pull_request', 'pull_request', 'opened'),
      delivery('release', 'release', 'released'),
      delivery('check_run', 'rerequested', 'rerequested'),
      delivery('ping', 'ignored'),
    ],
    dispose: async () => {
      await host.stop({ force: true });
      server.closeAllConnections();
      server.close();
      expect(oddities).toEqual([]);
    },
  };
});
