import { cutText, ExternalHostError, isTurnpikeError, type CommitStatus } from '@turnpike/sdk';
import { ask, type Place } from './client.js';

/** GitHub cuts nothing: longer descriptions are refused. */
const DESCRIPTION = 140;

export async function writeStatus(
  { octokit, owner, repo }: Place,
  { sha, state, context, description, targetUrl }: CommitStatus,
): Promise<void> {
  const said = { description: cutText(description, DESCRIPTION, '…'), target_url: targetUrl };
  try {
    await ask(() =>
      octokit.rest.repos.createCommitStatus({ owner, repo, sha, state, context, ...said }),
    );
  } catch (error) {
    throw isFull(error) ? full(sha, context, error) : error;
  }
}

/** GitHub keeps a thousand of a commit and context, and says so in words only. */
function isFull(error: unknown): boolean {
  return isTurnpikeError(error) && /maximum number of statuses/i.test(error.message);
}

function full(sha: string, context: string, cause: unknown): ExternalHostError {
  return new ExternalHostError(
    'TURNPIKE_HOST_REFUSED',
    `GitHub has a thousand statuses of ${sha} as ${context} and takes no more: the last one stays.`,
    {
      wayOut:
        'Build another commit, or give the status another name (notify-commit-status.context).',
    },
    cause,
  );
}
