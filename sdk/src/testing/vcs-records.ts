/** What goes to and fro between the platform and a code host's provider. */
import type {
  CommitInfo,
  CommitStatus,
  RawDelivery,
  RepoAccess,
  RepoEvent,
  RepoIdentity,
} from '@turnpike/core/contracts';
import { repositoryRecord } from './repository.js';

const SHA = '0123456789abcdef0123456789abcdef01234567';

/** A repository as its host names it: `owner/repo`, public. @stable */
export function repoIdentity(patch: Partial<RepoIdentity> = {}): RepoIdentity {
  return {
    vcsId: '1',
    slug: 'owner/repo',
    cloneUrl: 'https://host.test/owner/repo.git',
    htmlUrl: 'https://host.test/owner/repo',
    private: false,
    fork: false,
    defaultBranch: 'main',
    description: null,
    ownerType: 'user',
    ...patch,
  };
}

type Push = Extract<RepoEvent, { readonly kind: 'push' | 'release' }>;

/** A push to `main` in the platform's words. @stable */
export function pushEvent(patch: Partial<Push> = {}): Push {
  const branch = patch.branch ?? 'main';
  return {
    repository: repoIdentity(),
    event: 'push',
    kind: 'push',
    ref: `refs/heads/${branch}`,
    branch,
    tag: null,
    sha: SHA,
    beforeSha: null,
    commitMessage: 'Make it work',
    compareUrl: null,
    sender: 'ada',
    ...patch,
  };
}

/** A delivery as it came in, unsigned and empty. @stable */
export function rawDelivery(patch: Partial<RawDelivery> = {}): RawDelivery {
  return { headers: {}, body: new TextEncoder().encode('{}'), hint: null, ...patch };
}

/** A repository as a provider is given it, without a credential. @stable */
export function repoAccess(patch: Partial<RepoAccess> = {}): RepoAccess {
  return { repository: repositoryRecord(), credential: null, ...patch };
}

/** What a provider says of a commit. @stable */
export function commitInfo(patch: Partial<CommitInfo> = {}): CommitInfo {
  return {
    sha: SHA,
    message: 'Make it work',
    authorName: 'Ada',
    authorEmail: 'ada@example.com',
    committerName: 'Ada',
    committerEmail: 'ada@example.com',
    committedAt: Date.UTC(2026, 10, 23, 12),
    compareUrl: null,
    ...patch,
  };
}

/** A status to set at a commit: passed. @stable */
export function commitStatus(patch: Partial<CommitStatus> = {}): CommitStatus {
  return {
    sha: SHA,
    state: 'success',
    context: 'continuous-integration/turnpike/push',
    description: 'The build passed.',
    targetUrl: 'https://ci.example.com/owner/repo/builds/1',
    ...patch,
  };
}
