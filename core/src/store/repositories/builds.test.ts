import { expect, it } from 'vitest';
import { onEachDatabase } from '../../../../test/support/databases.js';
import { seedBuild, seedRepository } from '../../../../test/support/seed.js';
import type { PullRequest } from '../../contracts/domain.js';

const pullRequest: PullRequest = {
  number: 7,
  title: 'More steam',
  state: 'open',
  draft: false,
  fork: true,
  headSlug: 'eve/engine',
  headVcsId: null,
  headRef: 'steam',
  headSha: 'b'.repeat(40),
  headUrl: null,
  baseRef: 'main',
  baseSlug: 'ada/engine',
  baseVcsId: null,
  mergeable: null,
  htmlUrl: null,
};

onEachDatabase('builds', (database) => {
  it('numbers builds per repository and reads them back', async () => {
    const { store } = await database.open();
    const repository = await seedRepository(store);
    const config = { language: 'go', secure: { secure: 'abc' } };
    const { build } = await seedBuild(store, repository, { config, pullRequest });
    await seedBuild(store, repository);
    await seedBuild(store, await seedRepository(store));
    expect(build).toMatchObject({ number: 1, state: 'created', version: 1, fastFinish: false });
    expect((await store.builds.get(build.id))?.config).toEqual(config);
    expect((await store.builds.byNumber(repository.id, 2))?.number).toBe(2);
    expect((await store.builds.get(build.id))?.pullRequest).toEqual(pullRequest);
    expect((await store.builds.many([build.id, 99])).size).toBe(1);
    expect((await store.builds.latest(repository.id))?.number).toBe(2);
    expect(await store.builds.latest(repository.id, 'gone')).toBeUndefined();
  });

  it('pages by offsets where numbers are missing', async () => {
    const { store } = await database.open();
    const repository = await seedRepository(store);
    for (const number of [1, 2, 5, 6]) await seedBuild(store, repository, { number });
    const page = { limit: 2, offset: 1 };
    const { rows } = await store.builds.list({ repositoryId: repository.id }, page);
    expect(rows.map(({ number }) => number)).toEqual([5, 2]);
  });

  it('pages from either end, by keys and by offsets, with totals', async () => {
    const { store } = await database.open();
    const repository = await seedRepository(store);
    for (let count = 0; count < 9; count += 1)
      await seedBuild(store, repository, { branch: count % 3 === 0 ? 'dev' : 'main' });
    const filter = { repositoryId: repository.id };
    const numbers = async (page: Parameters<typeof store.builds.list>[1], more = {}) => {
      const { rows, total } = await store.builds.list({ ...filter, ...more }, page);
      return [total, rows.map((build) => build.number)];
    };
    expect(await numbers({ limit: 3 })).toEqual([9, [9, 8, 7]]);
    const seventh = await store.builds.byNumber(repository.id, 7);
    expect(await numbers({ limit: 3, before: seventh!.id })).toEqual([9, [6, 5, 4]]);
    expect(await numbers({ limit: 1, after: seventh!.id })).toEqual([9, [8]]);
    for (const offset of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 20]) {
      const expected = [9, 8, 7, 6, 5, 4, 3, 2, 1].slice(offset, offset + 3);
      expect(await numbers({ limit: 3, offset })).toEqual([9, expected]);
    }
    expect(await numbers({ limit: 3, offset: 2 }, { readableBy: 0 })).toEqual([9, [7, 6, 5]]);
    expect(await numbers({ limit: 2, offset: 1 }, { branch: 'dev' })).toEqual([3, [4, 1]]);
    expect(await numbers({ limit: 9 }, { states: ['passed'] })).toEqual([0, []]);
    expect(await numbers({ limit: 9 }, { eventTypes: ['cron'] })).toEqual([0, []]);
    expect((await numbers({ limit: 9 }, { sender: 'ada' }))[0]).toBe(9);
  });

  it('shows private builds to those who may read them', async () => {
    const { store } = await database.open();
    const secret = await seedRepository(store, { private: true });
    await seedBuild(store, secret);
    await seedBuild(store, await seedRepository(store));
    const person = { name: null, email: null };
    const eve = await store.users.insert({ ...person, login: 'eve', admin: false });
    const root = await store.users.insert({ ...person, login: 'root', admin: true });
    const seen = async (readableBy: number) =>
      (await store.builds.list({ readableBy }, { limit: 5 })).total;
    expect([await seen(0), await seen(eve.id), await seen(root.id)]).toEqual([1, 1, 2]);
    await store.users.setPermission(eve.id, secret.id, 'read');
    expect(await seen(eve.id)).toBe(2);
  });

  it('changes states, keeping when it started', async () => {
    const { store } = await database.open();
    const { build } = await seedBuild(store, await seedRepository(store));
    const started = await store.builds.transition(build.id, { from: ['created'], to: 'started' });
    expect(started?.startedAt).toBeGreaterThan(0);
    const open = ['created', 'started'] as const;
    const passed = await store.builds.transition(build.id, {
      from: open,
      to: 'passed',
      durationMs: 5,
    });
    expect(passed).toMatchObject({ durationMs: 5, startedAt: started?.startedAt });
    expect(await store.builds.transition(build.id, { from: open, to: 'failed' })).toBeUndefined();
    const again = await store.builds.transition(build.id, {
      from: ['passed'],
      to: 'created',
      restarted: true,
    });
    expect(again).toMatchObject({ startedAt: null, finishedAt: null });
    expect(again?.restartedAt).toBeGreaterThan(0);
  });

  it('remembers the last final state of a branch and event type', async () => {
    const { store } = await database.open();
    const repository = await seedRepository(store);
    const finish = async (state: 'passed' | 'failed', branch = 'main') => {
      const { build } = await seedBuild(store, repository, { branch });
      await store.builds.transition(build.id, { from: ['created'], to: state });
      return build.id;
    };
    await finish('passed');
    const failed = await finish('failed');
    await finish('passed', 'dev');
    await seedBuild(store, repository);
    const previous = (before?: number) =>
      store.builds.previousState(repository.id, 'main', 'push', before);
    expect(await previous()).toBe('failed');
    expect(await previous(failed)).toBe('passed');
    expect(await store.builds.previousState(repository.id, 'main', 'cron')).toBeNull();
  });

  it('finds what a newer build supersedes', async () => {
    const { store } = await database.open();
    const repository = await seedRepository(store);
    const build = async (patch: Parameters<typeof seedBuild>[2]) =>
      (await seedBuild(store, repository, patch)).build;
    const first = await build({});
    const done = await build({});
    await store.builds.transition(done.id, { from: ['created'], to: 'passed' });
    const request = await build({ eventType: 'pull_request', pullRequest });
    await build({ branch: 'dev' });
    await build({ eventType: 'api' });
    const ids = async (newer: typeof first) =>
      (await store.builds.superseded(newer)).map((row) => row.id);
    expect(await ids(await build({}))).toEqual([first.id]);
    expect(await ids(await build({ eventType: 'pull_request', pullRequest }))).toEqual([
      request.id,
    ]);
    const other = {
      eventType: 'pull_request',
      pullRequest: { ...pullRequest, number: 8 },
    } as const;
    expect(await ids(await build(other))).toEqual([]);
    expect(await ids(await build({ eventType: 'api' }))).toEqual([]);
  });

  it('changes stages', async () => {
    const { store } = await database.open();
    const { build, stages } = await seedBuild(store, await seedRepository(store), {
      jobs: [{}, { stage: 2 }],
    });
    expect(stages.map((stage) => stage.number)).toEqual([1, 2]);
    const id = stages[0]!.id;
    await store.stages.transition(id, { from: ['created'], to: 'started' });
    await store.stages.transition(id, { from: ['started'], to: 'failed' });
    expect((await store.stages.ofBuild(build.id)).map((stage) => stage.state)).toEqual([
      'failed',
      'created',
    ]);
    expect((await store.stages.get(id))?.finishedAt).toBeGreaterThan(0);
  });
});
