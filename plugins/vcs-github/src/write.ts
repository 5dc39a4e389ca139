import { cutText, type CommitStatus } from '@turnpike/sdk';
import { ask, type Place } from './client.js';

/** GitHub cuts nothing: longer descriptions are refused. */
const DESCRIPTION = 140;

export async function writeStatus(
  { octokit, owner, repo }: Place,
  status: CommitStatus,
): Promise<void> {
  await ask(() =>
    octokit.rest.repos.createCommitStatus({
      owner,
      repo,
      sha: status.sha,
      state: status.state,
      context: status.context,
      description: cutText(status.description, DESCRIPTION, '…'),
      target_url: status.targetUrl,
    }),
  );
}
