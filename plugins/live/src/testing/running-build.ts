import { tokens, type Build, type Job } from '@turnpike/sdk';
import type { TestHost } from '@turnpike/sdk/testing';

export interface RunningBuild {
  readonly build: Build;
  readonly job: Job;
}

/** A private repository with a running build; `reader` may read it, `stranger` not. */
export async function addRunningBuild(host: TestHost): Promise<RunningBuild> {
  const store = host.resolve(tokens.store);
  const { secrets } = host.resolveAll({ secrets: tokens.secrets });
  const owner = await store.owners.ensure({ host: 'git', login: 'ada', type: 'user' });
  const repository = await store.repositories.insert({
    ownerId: owner.id,
    name: 'engine',
    vcsProvider: 'git',
    vcsId: null,
    cloneUrl: '/engine',
    htmlUrl: null,
    private: true,
    fork: false,
    defaultBranch: 'main',
    description: null,
  });
  for (const login of ['root', 'reader', 'stranger']) {
    const user = await store.users.insert({
      login,
      name: null,
      email: null,
      admin: login === 'root',
    });
    const hash = secrets.hash(`token-of-${login}`);
    await store.sessions.createToken({ hash, userId: user.id, name: 't', scopes: ['*'] });
    await store.sessions.create({
      hash: secrets.hash(`session-of-${login}`),
      userId: user.id,
      ttlSeconds: 600,
    });
    if (login === 'reader') await store.users.setPermission(user.id, repository.id, 'read');
  }
  const row = { repositoryId: repository.id, ownerId: owner.id };
  return store.transaction(async (tx) => {
    const commit = await tx.commits.insert({
      repositoryId: repository.id,
      sha: 'a'.repeat(40),
      ref: 'refs/heads/main',
      branch: 'main',
      tag: null,
      message: '',
      compareUrl: null,
      authorName: null,
      authorEmail: null,
      committerName: null,
      committerEmail: null,
      committedAt: null,
    });
    const push = { ...row, eventType: 'push' as const, branch: 'main' };
    const request = await tx.requests.insert({ ...push, ref: 'refs/heads/main' });
    const build = await tx.builds.insert({
      ...push,
      requestId: request?.id ?? 0,
      commitId: commit.id,
      number: 1,
      tag: null,
      pullRequest: null,
      sender: null,
      private: true,
      fastFinish: false,
      config: {},
      previousState: null,
    });
    const [job] = await tx.jobs.insert([
      {
        ...row,
        buildId: build.id,
        stageId: null,
        number: '1.1',
        stageNumber: '1.1',
        name: null,
        allowFailure: false,
        config: {},
        needs: { os: 'linux', arch: 'amd64', labels: [] },
        trust: 'full',
      },
    ]);
    if (!job) throw new Error('No job was made.');
    return { build, job };
  });
}
