import type { Repository } from '@turnpike/sdk';
import type { Store } from '@turnpike/sdk/store';

/** A push with its request, build, stage and two jobs. Answers the build's id. */
export async function addBuild(
  store: Store,
  repository: Repository,
  state: 'passed' | 'created' = 'passed',
): Promise<number> {
  return store.transaction(async (tx) => {
    const commit = await tx.commits.insert({
      repositoryId: repository.id,
      sha: 'a'.repeat(40),
      ref: 'refs/heads/main',
      branch: 'main',
      tag: null,
      message: 'Add a wheel',
      compareUrl: null,
      authorName: 'Ada',
      authorEmail: 'ada@example.com',
      committerName: null,
      committerEmail: null,
      committedAt: 0,
    });
    const request = await tx.requests.insert({
      repositoryId: repository.id,
      ownerId: repository.ownerId,
      eventType: 'push',
      ref: 'refs/heads/main',
      branch: 'main',
    });
    const number = await tx.repositories.takeBuildNumber(repository.id);
    const build = await tx.builds.insert({
      repositoryId: repository.id,
      ownerId: repository.ownerId,
      requestId: request?.id ?? 0,
      commitId: commit.id,
      number,
      eventType: 'push',
      branch: 'main',
      tag: null,
      pullRequest: null,
      sender: 'writer',
      private: true,
      fastFinish: false,
      config: { language: 'shell' },
      previousState: null,
      state,
    });
    const [stage] = await tx.stages.insert([{ buildId: build.id, number: 1, name: 'Test' }]);
    await tx.jobs.insert(
      [1, 2].map((place) => ({
        buildId: build.id,
        stageId: stage?.id ?? null,
        repositoryId: repository.id,
        ownerId: repository.ownerId,
        number: `${number}.${place}`,
        stageNumber: `1.${place}`,
        name: null,
        allowFailure: false,
        config: { os: 'linux', env: [{ secure: 'cipher' }, 'A=1'] },
        needs: { os: 'linux', arch: 'amd64', labels: [] },
        trust: 'full' as const,
      })),
    );
    await tx.requests.saveJobOrigins(request?.id ?? 0, [
      { from: 'matrix', index: 0 },
      { from: 'include', index: 0 },
    ]);
    await tx.branches.ensure(repository.id, 'main');
    await tx.branches.setLastBuild(repository.id, 'main', build.id);
    await tx.repositories.setLastBuild(repository.id, build.id);
    return build.id;
  });
}
