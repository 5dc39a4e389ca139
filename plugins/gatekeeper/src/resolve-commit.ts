import type {
  BuildRequest,
  Commit,
  CommitInfo,
  Rejection,
  RepoAccess,
  VcsProvider,
} from '@turnpike/sdk';
import { whyMissing } from './why-missing.js';

export type NewCommit = Omit<Commit, 'id'>;

/**
 * The commit that a request is about. Of a pull request its merge commit, with the head's message
 * (travis-services facts 2.3). Throws ExternalHostError while the host cannot say.
 */
export async function resolveCommit(
  provider: VcsProvider,
  access: RepoAccess,
  request: BuildRequest,
): Promise<{ readonly commit: NewCommit } | { readonly rejection: Rejection }> {
  const pull = request.pullRequest;
  const built = await provider.commit(access, pull ? request.ref : (request.sha ?? request.ref));
  if (!built) return { rejection: await whyMissing(provider, access, request) };
  const told = pull ? ((await provider.commit(access, pull.headSha)) ?? built) : built;
  return { commit: commitOf(request, built.sha, told) };
}

/** What is known of the commit without asking its host. undefined: not even its SHA. */
export function commitFromRequest(request: BuildRequest): NewCommit | undefined {
  if (request.sha === null) return undefined;
  return commitOf(request, request.sha, {
    sha: request.sha,
    message: request.commitMessage ?? '',
    authorName: null,
    authorEmail: null,
    committerName: null,
    committerEmail: null,
    committedAt: null,
    compareUrl: null,
  });
}

function commitOf(request: BuildRequest, sha: string, told: CommitInfo): NewCommit {
  const { sha: _told, compareUrl, message, ...people } = told;
  const own = request.eventType === 'api' ? request.commitMessage : null;
  return {
    ...people,
    repositoryId: request.repositoryId,
    sha,
    ref: request.ref,
    branch: request.branch,
    tag: request.tag,
    message: own ?? message,
    compareUrl: request.pullRequest?.htmlUrl ?? request.compareUrl ?? compareUrl,
  };
}
