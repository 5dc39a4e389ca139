import type { BuildRequest, PullRequest, RepoAccess, VcsProvider } from '@turnpike/sdk';

const WHOLE = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

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
    WHOLE.test(hash) || hash === '' ? hash : ((await provider.commit(access, hash))?.sha ?? hash);
  const headSha = await whole(pull.headSha);
  const baseSha = pull.baseSha ? await whole(pull.baseSha) : pull.baseSha;
  if (headSha === pull.headSha && baseSha === pull.baseSha) return request;
  const pullRequest: PullRequest = { ...pull, headSha, ...(baseSha ? { baseSha } : {}) };
  return { ...request, pullRequest };
}
