import { cleanPath, escapePath, fileText, leadsElsewhere, type CommitInfo } from '@turnpike/sdk';
import { pullNumber } from '../refs.js';
import { findCommit, readHead, type CommitPayload } from './head.js';
import type { Place } from './place.js';
import { partMissing } from './said-missing.js';

/** Text of a file; `undefined` for what is no file, and in an empty repository. */
export async function readFile(
  place: Place,
  path: string,
  ref: string,
): Promise<string | undefined> {
  const name = cleanPath(path);
  if (name === undefined || leadsElsewhere(ref)) return undefined;
  const at = pullNumber(ref) === undefined ? ref : await readHead(place, ref);
  if (at === null) return undefined;
  const answer = await place.api.raw(`${place.path}/raw/${escapePath(name)}`, { at }, [400, 404]);
  if (answer.ok) return fileText(new Uint8Array(await answer.arrayBuffer()), name);
  // 400: a folder.
  return answer.status === 400 ? undefined : partMissing(place, answer);
}

/** The commit of a WHOLE_SHA, branch, tag, or pull request (`refs/pull-requests/7/from`). */
export async function readCommit(place: Place, ref: string): Promise<CommitInfo | undefined> {
  if (leadsElsewhere(ref)) return undefined;
  const found = await findCommit(place, ref);
  return found && toCommit(place, found);
}

function toCommit(place: Place, found: CommitPayload): CommitInfo {
  const { author, committer } = found;
  const page = `${place.api.host.url}/projects/${place.name}/commits/${found.id}`;
  return {
    sha: found.id,
    message: found.message ?? '',
    authorName: author?.name ?? null,
    authorEmail: author?.emailAddress ?? null,
    committerName: committer?.name ?? null,
    committerEmail: committer?.emailAddress ?? null,
    // Milliseconds.
    committedAt: found.committerTimestamp ?? found.authorTimestamp ?? null,
    compareUrl: page,
  };
}
