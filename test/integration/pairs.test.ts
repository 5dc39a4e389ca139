/** Two listeners and two gatekeepers on one PostgreSQL: each push becomes one build. */
import { createHmac, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plugin as gatekeeper } from '@turnpike/plugin-gatekeeper';
import { plugin as listener } from '@turnpike/plugin-listener';
import { plugin as travisYml } from '@turnpike/plugin-travis-yml';
import { plugin as vcsGit } from '@turnpike/plugin-vcs-git';
import { tokens, type Commands, type Plugin, type Repository } from '@turnpike/sdk';
import type { Store } from '@turnpike/sdk/store';
import {
  createTestRepository,
  fake,
  startTestHost,
  type TestHost,
  type TestRepository,
} from '@turnpike/sdk/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { dropPostgres, freshPostgres, hasPostgres } from '../support/postgres.js';

const SECRET = 'a secret';
const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step();
});

interface Shared {
  readonly url: string;
  /** All processes of a platform have one key. */
  readonly keyFile: string;
}

async function share(): Promise<Shared> {
  const url = await freshPostgres();
  const folder = await mkdtemp(join(tmpdir(), 'turnpike-pairs-'));
  undo.push(async () => {
    await dropPostgres(url);
    await rm(folder, { recursive: true, force: true });
  });
  return { url, keyFile: join(folder, 'key') };
}

async function start(plugins: readonly Plugin[], { url, keyFile }: Shared): Promise<TestHost> {
  const polls = plugins.includes(gatekeeper) ? { gatekeeper: { pollSeconds: { git: 0.3 } } } : {};
  const host = await startTestHost({
    plugins,
    values: { database: { url }, keyFile, ...polls },
    provided: [fake(tokens.commands, {} as Commands)],
    allTaps: true,
  });
  undo.push(() => host.stop());
  return host;
}

async function addRepository(host: TestHost, name: string): Promise<[Repository, TestRepository]> {
  const origin = await createTestRepository(name);
  undo.push(() => origin.remove());
  const store = host.resolve(tokens.store);
  const owner = await store.owners.ensure({ host: 'git', login: 'acme', type: 'user' });
  const repository = await store.repositories.insert({
    ownerId: owner.id,
    name,
    vcsProvider: 'git',
    vcsId: null,
    cloneUrl: origin.path,
    htmlUrl: null,
    private: false,
    fork: false,
    defaultBranch: 'main',
    description: null,
    active: true,
    sealedWebhookSecret: host.resolve(tokens.secrets).seal(SECRET),
  });
  return [repository, origin];
}

/** A delivery as the post-receive hook sends it. */
function deliver(host: TestHost, id: number, sha: string, before: string, guid = randomUUID()) {
  const body = JSON.stringify({ ref: 'refs/heads/main', before, after: sha });
  const signature = createHmac('sha256', SECRET).update(body).digest('hex');
  return host.request(`/hooks/git/${id}`, {
    method: 'POST',
    body,
    headers: {
      'x-turnpike-git-event': 'push',
      'x-turnpike-delivery': guid,
      'x-turnpike-signature-256': `sha256=${signature}`,
    },
  });
}

const buildsOf = async (store: Store, { id }: Repository) =>
  (await store.builds.list({ repositoryId: id }, { limit: 200 })).rows;

describe.skipIf(!hasPostgres())('on one PostgreSQL', () => {
  it('a push that is delivered twice, to both, and polled by both is one build', async () => {
    const shared = await share();
    const first = await start([listener, vcsGit], shared);
    const second = await start([listener, vcsGit], shared);
    for (let n = 0; n < 2; n++) await start([gatekeeper, vcsGit, travisYml], shared);
    const store = first.resolve(tokens.store);
    const repositories: [Repository, TestRepository][] = [];
    for (const name of ['one', 'two', 'three']) repositories.push(await addRepository(first, name));
    const shas = new Map<number, string[]>();
    let before = '0'.repeat(40);
    for (let push = 0; push < 6; push++)
      for (const [repository, origin] of repositories) {
        const yml = `language: shell\nscript: echo ${push}\n`;
        const sha = await origin.commit(`c${push}`, { '.travis.yml': yml });
        shas.set(repository.id, [...(shas.get(repository.id) ?? []), sha]);
        const guid = randomUUID();
        const answers = await Promise.all([
          deliver(first, repository.id, sha, before, guid),
          deliver(second, repository.id, sha, before, guid),
          deliver(second, repository.id, sha, before),
        ]);
        expect(answers.map(({ status }) => status).every((status) => status < 300)).toBe(true);
        before = sha;
      }
    for (const [repository, origin] of repositories) {
      const head = await origin.git('rev-parse', 'HEAD');
      await expect
        .poll(
          async () => {
            const { rows } = await store.requests.list(repository.id, { limit: 100 });
            const open = rows.filter(({ state }) => state !== 'finished').length;
            return open === 0 && rows.some(({ sha }) => sha === head);
          },
          { timeout: 60_000 },
        )
        .toBe(true);
      const builds = await buildsOf(store, repository);
      const commits = await store.commits.many(builds.map(({ commitId }) => commitId));
      const built = builds.map(({ commitId }) => commits.get(commitId)?.sha);
      expect([...built].sort()).toEqual([...(shas.get(repository.id) ?? [])].sort());
      const numbers = builds.map(({ number }) => number).sort((a, b) => a - b);
      expect(numbers).toEqual(numbers.map((_, index) => index + 1));
      for (const build of builds) {
        expect(build.configError).toBe(false);
        expect(await store.jobs.ofBuild(build.id)).toHaveLength(1);
      }
    }
  }, 300_000);
});
