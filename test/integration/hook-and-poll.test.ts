/** A folder of this machine with our own hook: hook and poll tell of the same pushes, and the server restarts between. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestRepository, fake, testPlugin, type TestHost } from '@turnpike/sdk/testing';
import { tokens, type Commands } from '@turnpike/sdk';
import { openRepoAccess } from '@turnpike/sdk/store';
import { plugin as gatekeeper } from '@turnpike/plugin-gatekeeper';
import { plugin as listener } from '@turnpike/plugin-listener';
import { plugin as travisYml } from '@turnpike/plugin-travis-yml';
import { plugin as vcsGit } from '@turnpike/plugin-vcs-git';
import { afterEach, beforeEach, expect, it } from 'vitest';

const SECRET = 'of the hook';
const WAIT = { timeout: 60_000, interval: 50 };
let folder: string;
let host: TestHost;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'turnpike-hook-'))));
afterEach(async () => {
  await host?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Starts the server, again on what the last one left. */
async function start(): Promise<void> {
  host = await testPlugin(gatekeeper, {
    config: { pollSeconds: { git: 0.2 }, retrySeconds: 0.05 },
    core: { dataDir: folder, database: { url: `sqlite:${join(folder, 'db.sqlite')}` } },
    plugins: [listener, vcsGit, travisYml],
    deps: [fake(tokens.commands, {} as Commands)],
  });
}

/** As `turnpike repo hook install` does it: the server has another port after each start. */
async function installHook(id: number): Promise<void> {
  const [store, secrets] = [host.resolve(tokens.store), host.resolve(tokens.secrets)];
  const [provider] = host.resolve(tokens.vcsProviders);
  const access = await openRepoAccess({ store, secrets }, (await store.repositories.get(id))!);
  await provider!.installHook!(access, { url: `${host.url}/hooks/git/${id}`, secret: SECRET });
}

async function addRepository(cloneUrl: string): Promise<number> {
  const store = host.resolve(tokens.store);
  const owner = await store.owners.ensure({ host: 'git', login: 'owner', type: 'user' });
  const { id } = await store.repositories.insert({
    ownerId: owner.id,
    name: 'repo',
    vcsProvider: 'git',
    vcsId: null,
    cloneUrl,
    htmlUrl: null,
    private: false,
    fork: false,
    defaultBranch: 'main',
    description: null,
    active: true,
    sealedWebhookSecret: host.resolve(tokens.secrets).seal(SECRET),
  });
  return id;
}

/** Commits that were built, the first build first. */
async function builtShas(repositoryId: number): Promise<readonly string[]> {
  const store = host.resolve(tokens.store);
  const { rows } = await store.builds.list({ repositoryId }, { limit: 100 });
  const commits = await store.commits.many(rows.map(({ commitId }) => commitId));
  return rows
    .toSorted((a, b) => a.number - b.number)
    .map(({ commitId }) => commits.get(commitId)!.sha);
}

/** Commits of which the hook's delivery is stored. */
async function heard(repositoryId: number): Promise<readonly string[]> {
  const deliveries = await host
    .resolve(tokens.store)
    .deliveries.list({ repositoryId }, { limit: 100 });
  return deliveries.map(({ body }) => (JSON.parse(body) as { readonly after: string }).after);
}

/** Where the last look stands. */
async function seen(repositoryId: number): Promise<string> {
  return (await host.resolve(tokens.store).repositories.get(repositoryId))?.vcsCursor ?? '';
}

it('build each push once and in order, whatever restarts between', async () => {
  const work = await createTestRepository();
  const bare = join(folder, 'origin.git');
  await work.git('init', '--bare', '--quiet', '--initial-branch=main', bare);
  const pushed: string[] = [];
  const push = async () => {
    pushed.push(await work.commit(`push ${pushed.length}`, { '.travis.yml': 'script: true\n' }));
    await work.git('push', '--quiet', bare, 'main');
  };
  try {
    await start();
    const id = await addRepository(bare);
    const built = () => expect.poll(() => builtShas(id), WAIT).toEqual(pushed);
    for (let round = 0; round < 3; round++) {
      await installHook(id);
      for (let one = 0; one < 2; one++) {
        await push();
        // Both have told of it when its delivery is stored and the look stands at it.
        await expect.poll(() => heard(id), WAIT).toContain(pushed.at(-1));
        await expect.poll(() => seen(id), WAIT).toContain(pushed.at(-1));
        await built();
      }
      await host.stop();
      // Nobody hears the hook: the poll of the next server finds it.
      await push();
      await start();
      await expect.poll(() => seen(id), WAIT).toContain(pushed.at(-1));
      await built();
    }
    expect(await heard(id), 'pushes between two servers are told by the look alone').toHaveLength(
      6,
    );
    // What hook and poll both told is all judged: nothing was built twice.
    const { requests } = host.resolve(tokens.store);
    await expect
      .poll(
        async () =>
          (await requests.list(id, { limit: 100 })).rows.filter(
            ({ state }) => state !== 'finished',
          ),
        WAIT,
      )
      .toEqual([]);
    await built();
  } finally {
    await work.remove();
  }
}, 300_000);
