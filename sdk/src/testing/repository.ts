import { DEFAULT_REPOSITORY_SETTINGS, type Repository } from '@turnpike/core/contracts';

/** A repository record with every field set; give what matters to the test. @stable */
export function repositoryRecord(patch: Partial<Repository> = {}): Repository {
  const ownerLogin = patch.ownerLogin ?? 'owner';
  const name = patch.name ?? 'repo';
  return {
    id: 1,
    ownerId: 1,
    ownerLogin,
    name,
    slug: `${ownerLogin}/${name}`,
    description: null,
    vcsProvider: 'git',
    vcsId: null,
    cloneUrl: '/nonexistent',
    htmlUrl: null,
    private: false,
    fork: false,
    active: true,
    defaultBranch: 'main',
    settings: DEFAULT_REPOSITORY_SETTINGS,
    nextBuildNumber: 1,
    lastBuildId: null,
    currentBuildId: null,
    publicKey: null,
    vcsCursor: null,
    createdAt: 0,
    updatedAt: 0,
    ...patch,
  };
}
