import {
  WHOLE_SHA,
  type BuildRequest,
  type PullRequest,
  type RepoAccess,
  type VcsProvider,
} from '@turnpike/sdk';

/**
 * The request with the whole hashes of its pull request: some hosts tell the beginnings of them (Bitbucket Cloud: 12
 * digits), and a status, a comparison and a merge want all of it. What the host does not show stays as it was told.
 * Throws ExternalHostError.
 */
export async function withWholeHashes(
  provider: VcsProvider,
  access: RepoAccess,
  request: BuildRequest,
): Promise<BuildRequest> {
  const pull = request.pullRequest;
  if (!pull) return request;
  const whole = async (hash: string): Promise<string> =>
    WHOLE_SHA.test(hash) || hash === ''
      ? hash
      : ((await provider.commit(access, hash))?.sha ?? hash);
  const headSha = await whole(pull.headSha);
  const baseSha = pull.baseSha ? await whole(pull.baseSha) : pull.baseSha;
  if (headSha === pull.headSha && baseSha === pull.baseSha) return request;
  const pullRequest: PullRequest = { ...pull, headSha, ...(baseSha ? { baseSha } : {}) };
  return { ...request, pullRequest };
}
