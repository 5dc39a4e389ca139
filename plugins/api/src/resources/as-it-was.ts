import {
  DEFAULT_REPOSITORY_SETTINGS,
  type RemovedRepository,
  type Repository,
} from '@turnpike/sdk';

/** A removed repository as its VCS provider is to see it: where it lay, and nothing of what was here. */
export function asItWas(record: RemovedRepository): Repository {
  const cut = record.slug.lastIndexOf('/');
  const { id, slug, vcsProvider, vcsId, cloneUrl, htmlUrl, removedAt } = record;
  return {
    ...{ id, slug, vcsProvider, vcsId, cloneUrl, htmlUrl, private: record.private },
    ownerId: 0,
    ownerLogin: slug.slice(0, cut),
    name: slug.slice(cut + 1),
    description: null,
    fork: false,
    active: false,
    defaultBranch: '',
    settings: DEFAULT_REPOSITORY_SETTINGS,
    nextBuildNumber: 1,
    lastBuildId: null,
    currentBuildId: null,
    publicKey: null,
    vcsCursor: null,
    createdAt: removedAt,
    updatedAt: removedAt,
  };
}
