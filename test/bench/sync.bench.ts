/** A first and a second sync of 3,000 repositories in 40 organizations, beside a GitHub that answers in 20 ms. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tokens } from '@turnpike/sdk';
import { fakes, testPlugin, type TestHost } from '@turnpike/sdk/testing';
import { plugin as gatekeeper } from '@turnpike/plugin-gatekeeper';
import { plugin as travisYml } from '@turnpike/plugin-travis-yml';
import { plugin as vcsGithub } from '@turnpike/plugin-vcs-github';
import type { Bench, Figures } from './harness.js';

const REPOSITORIES = 3_000;
const OWNERS = 40;
const PER_PAGE = 100;
const ANSWER_MS = 20;
const MEGABYTE = 1_048_576;

function repository(id: number): object {
  const owner = `org-${id % OWNERS}`;
  const name = `repository-${id}`;
  return {
    ...{ id, full_name: `${owner}/${name}`, private: id % 3 === 0, fork: false, archived: false },
    ...{ clone_url: `https://github.com/${owner}/${name}.git`, visibility: 'private' },
    ...{ html_url: `https://github.com/${owner}/${name}`, default_branch: 'main' },
    ...{ description: 'd'.repeat(80), owner: { login: owner, type: 'Organization' } },
    permissions: { admin: id % 10 === 0, push: id % 2 === 0, pull: true },
    // What GitHub sends besides, and nobody reads.
    unread: 'x'.repeat(5_000),
  };
}

async function startGithub(): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://hub');
    const page = Number(url.searchParams.get('page') ?? 1);
    const ids = Array.from({ length: PER_PAGE }, (_, index) => (page - 1) * PER_PAGE + index + 1);
    const isLast = page * PER_PAGE >= REPOSITORIES;
    const link = isLast ? {} : { link: `<http://hub/user/repos?page=${page + 1}>; rel="next"` };
    const body =
      url.pathname === '/user/repos'
        ? ids.map(repository)
        : url.pathname === '/user'
          ? { id: 7, login: 'ada' }
          : [];
    setTimeout(() => {
      response.writeHead(200, { 'content-type': 'application/json', ...link });
      response.end(JSON.stringify(body));
    }, ANSWER_MS);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

async function startPlatform(apiUrl: string): Promise<TestHost> {
  return testPlugin(gatekeeper, {
    plugins: [travisYml, vcsGithub],
    core: { hosts: [{ id: 'github', kind: 'github', url: 'https://github.com', apiUrl }] },
    deps: await fakes('commands'),
  });
}

/** Until the next sync of the identity has ended: seconds, and how much memory it took at its highest. */
async function timed(host: TestHost, identityId: number): Promise<readonly [number, number]> {
  const { syncs } = host.resolve(tokens.store);
  const before = (await syncs.get(identityId))?.finishedAt ?? 0;
  global.gc?.();
  const resident = process.memoryUsage.rss();
  let highest = resident;
  const begin = performance.now();
  await syncs.ask(identityId);
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    highest = Math.max(highest, process.memoryUsage.rss());
    const sync = await syncs.get(identityId);
    if (sync?.finishedAt && sync.finishedAt !== before && sync.state !== 'running') {
      if (sync.state !== 'done' || sync.repositories !== REPOSITORIES)
        throw new Error(`The sync is ${sync.state}: ${sync.repositories} ${sync.message}`);
      return [(performance.now() - begin) / 1_000, (highest - resident) / MEGABYTE];
    }
  }
}

/** When any repository was last written. */
async function lastWrite(host: TestHost): Promise<string> {
  const { repositories } = host.resolve(tokens.store);
  const { rows, total } = await repositories.list({}, { limit: REPOSITORIES });
  return `${total} ${Math.max(...rows.map(({ updatedAt }) => updatedAt))}`;
}

export const bench: Bench = {
  name: 'sync',
  summary: '3,000 repositories in 40 organizations of a host that answers in 20 ms',
  rounds: 2,
  warmUp: false,
  setUp: startGithub,
  async round(context): Promise<Figures> {
    const { url } = context as Awaited<ReturnType<typeof startGithub>>;
    const host = await startPlatform(url);
    try {
      const store = host.resolve(tokens.store);
      const person = { login: 'ada', name: null, email: null, admin: false };
      const { id: userId } = await store.users.insert(person);
      const token = host.resolve(tokens.secrets).seal('gho_x');
      const { id } = await store.transaction(async (tx) => {
        const at = { host: 'github', hostUserId: '7', login: 'ada', name: null, avatarUrl: null };
        const identity = await tx.identities.link({ ...at, userId });
        const held = { token, refresh: null, scopes: [], expiresAt: null };
        await tx.identities.setTokens(identity.id, held);
        return identity;
      });
      const [first, memory] = await timed(host, id);
      const before = await lastWrite(host);
      const [second] = await timed(host, id);
      if ((await lastWrite(host)) !== before) throw new Error('the second sync has written');
      return {
        first: { value: first, unit: 's', budget: 60 },
        second: { value: second, unit: 's', budget: 60 },
        memory: { value: memory, unit: 'MB', budget: 150 },
      };
    } finally {
      await host.stop({ force: true });
    }
  },
  async tearDown(context) {
    const { server } = context as Awaited<ReturnType<typeof startGithub>>;
    server.closeAllConnections();
    server.close();
  },
};
