/** Random histories of a real repository, told by hook and poll, late, twice and in any order. */
import { createHmac, randomUUID } from 'node:crypto';
import { fake, createTestRepository, testPlugin, type TestHost } from '@turnpike/sdk/testing';
import { tokens, type Commands } from '@turnpike/sdk';
import { plugin as gatekeeper } from '@turnpike/plugin-gatekeeper';
import { plugin as listener } from '@turnpike/plugin-listener';
import { plugin as travisYml } from '@turnpike/plugin-travis-yml';
import { plugin as vcsGit } from '@turnpike/plugin-vcs-git';
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';

const SECRET = 'of the hook';
const NONE = '0'.repeat(40);
const ref = fc.constantFrom('refs/heads/main', 'refs/heads/topic', 'refs/tags/v1');
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('push' as const), ref }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('force' as const), ref, back: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('back' as const), ref, back: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('delete' as const), ref }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('tell' as const), which: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('tell twice' as const), which: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('lose' as const), which: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('poll' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

interface Push {
  readonly ref: string;
  readonly before: string;
  readonly after: string;
}

/** The platform with one repository, and what git itself knows of it. */
async function start() {
  const canceled: number[] = [];
  const commands = {
    cancelBuild: async ({ buildId }: { readonly buildId: number }) => {
      canceled.push(buildId);
      return { accepted: true };
    },
  } as unknown as Commands;
  const origin = await createTestRepository();
  await origin.commit('a tree', { '.travis.yml': 'script: true\n' });
  const tree = await origin.git('rev-parse', 'HEAD^{tree}');
  await origin.git('update-ref', '-d', 'refs/heads/main');
  const host: TestHost = await testPlugin(gatekeeper, {
    faults: 'kept',
    config: { pollSeconds: { git: 1000 }, retrySeconds: 0.05 },
    plugins: [listener, vcsGit, travisYml],
    deps: [fake(tokens.commands, commands)],
  });
  const store = host.resolve(tokens.store);
  const owner = await store.owners.ensure({ host: 'git', login: 'owner', type: 'user' });
  const repository = await store.repositories.insert({
    ownerId: owner.id,
    name: 'repo',
    vcsProvider: 'git',
    vcsId: null,
    cloneUrl: origin.path,
    htmlUrl: null,
    private: false,
    fork: false,
    defaultBranch: 'main',
    description: null,
    active: true,
    settings: { auto_cancel_pushes: true },
    sealedWebhookSecret: host.resolve(tokens.secrets).seal(SECRET),
  });
  return { origin, tree, host, store, repository, canceled };
}
type World = Awaited<ReturnType<typeof start>>;

class Model {
  readonly #world: World;
  readonly #commits: string[] = [];
  readonly #untold: Push[] = [];
  readonly #told: Push[] = [];
  readonly pushes: Push[] = [];
  #made = 0;
  constructor(world: World) {
    this.#world = world;
  }

  async run(one: Step): Promise<void> {
    if (one.do === 'push') await this.#move(one.ref, await this.#commit(await this.head(one.ref)));
    else if (one.do === 'force') await this.#move(one.ref, await this.#commit(this.#old(one.back)));
    else if (one.do === 'back') await this.#move(one.ref, this.#old(one.back));
    else if (one.do === 'delete') await this.#delete(one.ref);
    else if (one.do === 'poll') await this.poll();
    else await this.#tell(one.do, one.which);
  }

  async head(name: string): Promise<string | undefined> {
    const { origin } = this.#world;
    return origin.git('rev-parse', '--quiet', '--verify', name).catch(() => undefined);
  }

  /** All that is still to be told, last first, and a look at everything. */
  async end(): Promise<void> {
    for (const push of this.#untold.splice(0).toReversed()) await this.#deliver(push);
    await this.settled();
    await this.poll();
    await this.settled();
  }

  async poll(): Promise<void> {
    const { store, repository, origin } = this.#world;
    await store.emit('repository:changed', { repositoryId: repository.id });
    const list = ['for-each-ref', '--format=%(refname) %(objectname)', 'refs/heads', 'refs/tags'];
    const lines = (await origin.git(...list)).split('\n').filter((line) => line !== '');
    const refs = Object.fromEntries(lines.map((line) => line.split(' ')));
    await vi.waitFor(
      async () => {
        const { vcsCursor } = (await store.repositories.get(repository.id))!;
        expect(JSON.parse(vcsCursor ?? '{}')).toEqual({ refs });
      },
      { timeout: 20_000, interval: 10 },
    );
  }

  async settled(): Promise<void> {
    const { store, repository } = this.#world;
    await vi.waitFor(
      async () => {
        const { rows } = await store.requests.list(repository.id, { limit: 100 });
        expect(rows.filter(({ state }) => state !== 'finished')).toEqual([]);
      },
      { timeout: 20_000, interval: 10 },
    );
  }

  #old(back: number): string | undefined {
    return this.#commits.at(-1 - Math.min(back, this.#commits.length - 1));
  }

  async #commit(parent: string | undefined): Promise<string> {
    const { origin } = this.#world;
    const on = parent === undefined ? [] : ['-p', parent];
    const sha = await origin.git(
      'commit-tree',
      this.#world.tree,
      ...on,
      '-m',
      `commit ${++this.#made}`,
    );
    this.#commits.push(sha);
    return sha;
  }

  async #move(name: string, after: string | undefined): Promise<void> {
    const before = await this.head(name);
    if (after === undefined || before === after) return;
    await this.#world.origin.git('update-ref', name, after);
    this.#note({ ref: name, before: before ?? NONE, after });
  }

  async #delete(name: string): Promise<void> {
    const before = await this.head(name);
    if (before === undefined) return;
    await this.#world.origin.git('update-ref', '-d', name);
    this.#untold.push({ ref: name, before, after: NONE });
  }

  #note(push: Push): void {
    this.pushes.push(push);
    this.#untold.push(push);
  }

  async #tell(how: 'tell' | 'tell twice' | 'lose', which: number): Promise<void> {
    const list = how === 'tell twice' && this.#told.length > 0 ? this.#told : this.#untold;
    const push = list[which % Math.max(1, list.length)];
    if (!push) return;
    if (list === this.#untold) list.splice(list.indexOf(push), 1);
    // What is lost is found by looking, as long as it stays what the ref leads to.
    if (how === 'lose') return void this.pushes.splice(this.pushes.indexOf(push) >>> 0, 1);
    this.#told.push(push);
    await this.#deliver(push);
  }

  async #deliver(push: Push): Promise<void> {
    const { host, repository } = this.#world;
    const body = JSON.stringify({ ...push, pusher: 'ada' });
    const response = await host.request(`/hooks/git/${repository.id}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-turnpike-git-event': 'push',
        'x-turnpike-delivery': randomUUID(),
        'x-turnpike-signature-256': `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`,
      },
      body,
    });
    expect(response.status).toBe(202);
  }
}

/** Builds by `ref sha`, of pushes. */
async function buildsOf({ store, repository }: World) {
  const { rows } = await store.builds.list({ repositoryId: repository.id }, { limit: 100 });
  const commits = await store.commits.many(rows.map(({ commitId }) => commitId));
  return rows.map((build) => ({ build, commit: commits.get(build.commitId)! }));
}

async function check(world: World, model: Model): Promise<void> {
  const { store, repository, canceled } = world;
  const built = await buildsOf(world);
  const times = (name: string, sha: string) =>
    built.filter(({ commit }) => commit.ref === name && commit.sha === sha).length;
  for (const { ref: name, after } of model.pushes) {
    const same = model.pushes.filter((push) => push.ref === name && push.after === after);
    expect(times(name, after), `${name} ${after}`).toBeGreaterThanOrEqual(1);
    expect(times(name, after), `${name} ${after}`).toBeLessThanOrEqual(same.length);
  }
  for (const name of ['refs/heads/main', 'refs/heads/topic', 'refs/tags/v1']) {
    const head = await model.head(name);
    if (head === undefined) continue;
    const newest = built.find(
      ({ build, commit }) => commit.ref === name && build.newerBuildId === null,
    );
    expect(newest?.commit.sha, `the newest build of ${name}`).toBe(head);
    expect(canceled, 'what is newest is never superseded').not.toContain(newest?.build.id);
    const branch = name.replace('refs/heads/', '');
    if (branch === name) continue;
    const { lastBuildId } = (await store.branches.get(repository.id, branch))!;
    expect(lastBuildId).toBe(newest?.build.id);
    expect((await store.builds.latest(repository.id, branch))?.id).toBe(newest?.build.id);
  }
}

it('the newest build is that of the newest commit, and each push is built once, however it is told', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 4, maxLength: Number(process.env['HISTORY_STEPS'] ?? 25) }),
      async (steps) => {
        const world = await start();
        try {
          const model = new Model(world);
          // What was lost before the first look is not found by it: that builds the default branch only.
          await model.poll();
          for (const one of steps) await model.run(one);
          await model.end();
          // A look that finds what was pushed back to the commit of the look before shows in no cursor.
          await vi.waitFor(() => check(world, model), { timeout: 20_000, interval: 50 });
          await model.settled();
          await check(world, model);
        } finally {
          await world.host.stop();
          await world.origin.remove();
        }
      },
    ),
    // A smaller history is not looked for: each takes seconds, and a failure prints its seed.
    {
      seed: Number(process.env['HISTORY_SEED'] ?? 7),
      numRuns: Number(process.env['HISTORY_RUNS'] ?? 12),
      endOnFailure: true,
    },
  );
}, 600_000);
