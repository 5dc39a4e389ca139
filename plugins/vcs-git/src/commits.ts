import { isTurnpikeError, type CommitInfo } from '@turnpike/sdk';
import type { OpenRepo } from './open-repo.js';
import { candidates, isFullSha } from './refs.js';

const FIELDS = ['%H', '%an', '%ae', '%cn', '%ce', '%ct', '%B'];
const FORMAT = `--format=${FIELDS.join('%x00')}%x00`;

/**
 * The commit that a ref leads to, after the mirror was brought up to date where it may be behind: a
 * full SHA that is there is never looked for again. Throws InputError TURNPIKE_REF_INVALID.
 */
export async function findCommit(repo: OpenRepo, ref: string): Promise<CommitInfo | undefined> {
  const names = candidates(ref);
  if (isFullSha(ref)) return findSha(repo, ref);
  await repo.refresh();
  return readFirst(repo, names);
}

async function findSha(repo: OpenRepo, sha: string): Promise<CommitInfo | undefined> {
  const here = await readCommit(repo, sha);
  if (here) return here;
  await repo.refresh();
  const fetched = await readCommit(repo, sha);
  if (fetched) return fetched;
  await repo.fetchSha(sha).catch(ignoreRefusal);
  return readCommit(repo, sha);
}

/** Not every host hands out a commit that no ref leads to. */
function ignoreRefusal(error: unknown): void {
  if (!isTurnpikeError(error)) throw error;
}

async function readFirst(
  repo: OpenRepo,
  names: readonly string[],
): Promise<CommitInfo | undefined> {
  for (const name of names) {
    const commit = await readCommit(repo, name);
    if (commit) return commit;
  }
  return undefined;
}

async function readCommit(repo: OpenRepo, name: string): Promise<CommitInfo | undefined> {
  const args = ['rev-list', '--no-walk', '--max-count=1', '--no-commit-header'];
  const end = ['--encoding=UTF-8', FORMAT, '--end-of-options', `${name}^{commit}`, '--'];
  const text = await repo.read([...args, ...end]).catch((error: unknown) => {
    if (isAbsent(error)) return undefined;
    throw error;
  });
  return text === undefined ? undefined : parseCommit(text);
}

/** git's words for an object or name that is not there. */
export function isAbsent(error: unknown): boolean {
  return /bad revision|unknown revision|bad object|not a valid object name|invalid object name|malformed object name|expected commit type|ambiguous argument/i.test(
    error instanceof Error ? `${error.message} ${String(error.cause)}` : String(error),
  );
}

function parseCommit(text: string): CommitInfo | undefined {
  const [sha = '', authorName, authorEmail, committerName, committerEmail, time, message = ''] =
    text.split('\0');
  if (sha === '') return undefined;
  return {
    sha: sha.trim(),
    message: message.trimEnd(),
    authorName: authorName || null,
    authorEmail: authorEmail || null,
    committerName: committerName || null,
    committerEmail: committerEmail || null,
    committedAt: time ? Number(time) * 1000 : null,
    compareUrl: null,
  };
}
