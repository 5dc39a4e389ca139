import { ExternalHostError, InputError, type CommitInfo } from '@turnpike/sdk';
import { ask, type Place } from './client.js';
import { pullRequestSchema } from './payload.js';

const LARGEST_BYTES = 1024 * 1024;
const ABSENT = [404, 409, 422];

/** Segments that would lead out of the path of the API that is asked. */
function leadsElsewhere(text: string): boolean {
  // eslint-disable-next-line no-control-regex
  return text === '' || /[\u0000-\u001f\u007f]/.test(text) || text.split('/').includes('..');
}

/** Text of a file; `undefined` for what is no file, and in an empty repository. */
export async function readFile(
  { octokit, owner, repo }: Place,
  path: string,
  ref: string,
): Promise<string | undefined> {
  if (leadsElsewhere(path) || leadsElsewhere(ref)) return undefined;
  const found = await ask(
    () => octokit.rest.repos.getContent({ owner, repo, path: path.replace(/^\.?\//, ''), ref }),
    ABSENT,
  );
  if (!found || Array.isArray(found) || found.type !== 'file') return undefined;
  if (found.size > LARGEST_BYTES)
    throw new InputError('TURNPIKE_INPUT_TOO_LARGE', `${path} has ${found.size} bytes.`, {
      file: path,
      wayOut: `Keep it under ${LARGEST_BYTES} bytes.`,
    });
  return Buffer.from(found.content, 'base64').toString('utf8');
}

/** The commit of a SHA, branch, tag, or `refs/pull/7/merge`. */
export async function readCommit(place: Place, ref: string): Promise<CommitInfo | undefined> {
  if (leadsElsewhere(ref)) return undefined;
  const pull = /^refs\/pull\/(\d+)\/merge$/.exec(ref)?.[1];
  const wanted = pull ? await mergeCommit(place, Number(pull)) : ref.replace(/^refs\//, '');
  if (wanted === undefined) return undefined;
  const { octokit, owner, repo } = place;
  const found = await ask(
    () => octokit.rest.repos.getCommit({ owner, repo, ref: wanted, per_page: 1 }),
    ABSENT,
  );
  if (!found) return undefined;
  const { author, committer, message } = found.commit;
  const time = committer?.date ?? author?.date;
  return {
    sha: found.sha,
    message,
    authorName: author?.name ?? null,
    authorEmail: author?.email ?? null,
    committerName: committer?.name ?? null,
    committerEmail: committer?.email ?? null,
    committedAt: time ? Date.parse(time) : null,
    compareUrl: found.html_url,
  };
}

/**
 * GitHub makes the merge commit in the background; until then `mergeable` is null, and asking again
 * later is all one can do. Throws ExternalHostError meanwhile. `undefined`: it cannot be merged.
 */
async function mergeCommit(
  { octokit, owner, repo }: Place,
  pull_number: number,
): Promise<string | undefined> {
  const found = await ask(() => octokit.rest.pulls.get({ owner, repo, pull_number }), [404]);
  if (!found) return undefined;
  const pull = pullRequestSchema.parse(found);
  if (pull.mergeable === false || pull.state === 'closed') return undefined;
  if (pull.mergeable === true && pull.merge_commit_sha) return pull.merge_commit_sha;
  throw new ExternalHostError(
    'TURNPIKE_HOST_UNAVAILABLE',
    `GitHub does not know yet whether pull request ${pull_number} can be merged.`,
  );
}
