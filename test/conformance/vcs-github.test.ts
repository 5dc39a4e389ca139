import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import examples from '@octokit/webhooks-examples';
import { plugin } from '@turnpike/plugin-vcs-github';
import { tokens, type RepoEvent } from '@turnpike/sdk';
import { vcsProviderConformance, type KnownDelivery } from '@turnpike/sdk/conformance';
import { repositoryRecord, testPlugin } from '@turnpike/sdk/testing';

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
const COMMIT = { sha: SHA, html_url: 'x', commit: { message: 'm', author: null, committer: null } };

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
  const server = createServer((request, response) => {
    const body = answer(new URL(request.url ?? '/', 'http://host'));
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body ?? { message: 'Not Found' }));
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
      repository: repositoryRecord({ vcsProvider: 'github', cloneUrl }),
      credential: null,
    },
    known: { path: '.travis.yml', ref: 'main', text: TEXT },
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
    },
  };
});
