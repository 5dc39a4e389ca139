import { tokens, type Store } from '@turnpike/sdk/store';
import { testPlugin, type TestHost } from '@turnpike/sdk/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Repository } from '@turnpike/sdk';
import { plugin } from './plugin.js';
import { runDue, type Context } from './run-due.js';

describe('cron', () => {
  let host: TestHost;
  let store: Store;
  let repository: Repository;
  beforeEach(async () => {
    host = await testPlugin(plugin);
    store = host.resolve(tokens.store);
    const owner = await store.owners.ensure({ login: 'acme', type: 'user' });
    repository = await store.repositories.insert({
      ownerId: owner.id,
      name: 'widgets',
      vcsProvider: 'git',
      vcsId: null,
      cloneUrl: '/none',
      htmlUrl: null,
      private: false,
      fork: false,
      defaultBranch: 'main',
      description: null,
      active: true,
    });
  });
  afterEach(() => host.stop());

  const tick = () =>
    runDue({ deps: { store }, config: { recentHours: 24 }, log: host.log } as unknown as Context);
  const put = (more: Partial<Parameters<Store['crons']['put']>[0]> = {}) =>
    store.crons.put({
      repositoryId: repository.id,
      branch: 'main',
      interval: 'daily',
      timeZone: 'UTC',
      skipIfRecent: false,
      nextRunInSeconds: -5,
      ...more,
    });
  const requests = async () => (await store.requests.list(repository.id, { limit: 10 })).rows;

  it('asks for one build when it is due, however many look, and puts the next run into the future', async () => {
    const { id } = await put();
    await Promise.all([tick(), tick(), tick()]);
    expect(await requests()).toMatchObject([
      { eventType: 'cron', branch: 'main', ref: 'refs/heads/main', sha: null },
    ]);
    const cron = (await store.crons.get(id))!;
    expect(cron.active).toBe(true);
    expect(cron.nextRunAt).toBeGreaterThan(await store.now());
    expect(cron.lastRunAt).not.toBeNull();
  });

  it('asks for nothing before its time', async () => {
    await put({ nextRunInSeconds: 60 });
    await tick();
    expect(await requests()).toEqual([]);
  });

  it('is left out after a recent build, but stays', async () => {
    const request = await store.requests.insert({
      repositoryId: repository.id,
      ownerId: repository.ownerId,
      eventType: 'push',
      ref: 'refs/heads/main',
      branch: 'main',
    });
    const commit = await store.commits.insert({
      repositoryId: repository.id,
      sha: 'a'.repeat(40),
      ref: 'refs/heads/main',
      branch: 'main',
      tag: null,
      message: 'm',
      compareUrl: null,
      authorName: null,
      authorEmail: null,
      committerName: null,
      committerEmail: null,
      committedAt: null,
    });
    const build = await store.builds.insert({
      repositoryId: repository.id,
      ownerId: repository.ownerId,
      requestId: request!.id,
      commitId: commit.id,
      number: 1,
      eventType: 'push',
      branch: 'main',
      tag: null,
      pullRequest: null,
      sender: null,
      private: false,
      fastFinish: false,
      config: {},
      previousState: null,
    });
    await store.builds.transition(build.id, { from: ['created'], to: 'started' });
    const { id } = await put({ skipIfRecent: true });
    await tick();
    expect(await requests()).toHaveLength(1);
    expect((await store.crons.get(id))?.active).toBe(true);
  });

  it.each([
    [
      'the repository is switched off',
      () => store.repositories.update(repository.id, { active: false }),
    ],
    [
      'the branch is gone',
      () =>
        store.branches
          .ensure(repository.id, 'main')
          .then(() => store.branches.setExists(repository.id, 'main', false)),
    ],
  ])('is switched off when %s', async (_why, change) => {
    const { id } = await put();
    await change();
    await tick();
    expect(await requests()).toEqual([]);
    expect((await store.crons.get(id))?.active).toBe(false);
  });
});
