import { isTurnpikeError, type CommitInfo } from '@turnpike/sdk';
import { TooLarge, type GitObject } from './object-reader.js';
import type { OpenRepo } from './open-repo.js';
import { candidates, isFullSha } from './refs.js';

/**
 * The commit that a ref leads to, after the mirror was brought up to date where it may be behind: a
 * full SHA that is there is never looked for again. Throws InputError TURNPIKE_REF_INVALID.
 */
export async function findCommit(repo: OpenRepo, ref: string): Promise<CommitInfo | undefined> {
  const names = candidates(ref);
  if (isFullSha(ref)) return findSha(repo, ref);
  await repo.refresh();
  for (const name of names) {
    const commit = await readCommit(repo, name);
    if (commit) return commit;
  }
  return undefined;
}

async function findSha(repo: OpenRepo, sha: string): Promise<CommitInfo | undefined> {
  const here = await readCommit(repo, sha);
  if (here || repo.local) return here;
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

/** `name` may lead to the commit over a tag. */
export async function readCommit(repo: OpenRepo, name: string): Promise<CommitInfo | undefined> {
  const object = await repo.object(`${name}^{commit}`).catch(beginningOf);
  return object && parseCommit(object);
}

/** Of a commit with a message of megabytes, what is shown of it. */
function beginningOf(error: unknown): GitObject {
  if (error instanceof TooLarge) return error.beginning;
  throw error;
}

function parseCommit({ sha, bytes }: GitObject): CommitInfo {
  const text = decode(bytes);
  const split = text.indexOf('\n\n');
  const headers = split < 0 ? text : text.slice(0, split);
  const author = person(headers, 'author');
  const committer = person(headers, 'committer');
  return {
    sha,
    message: split < 0 ? '' : text.slice(split + 2).trimEnd(),
    authorName: author.name,
    authorEmail: author.email,
    committerName: committer.name,
    committerEmail: committer.email,
    committedAt: committer.at,
    compareUrl: null,
  };
}

/** Commits name their encoding only where it is not UTF-8. */
function decode(bytes: Buffer): string {
  const label = /^encoding (\S+)$/m.exec(bytes.subarray(0, 4096).toString('latin1'))?.[1];
  try {
    return new TextDecoder(label ?? 'utf-8').decode(bytes);
  } catch {
    return bytes.toString('utf8');
  }
}

function person(headers: string, role: 'author' | 'committer') {
  const line = new RegExp(`^${role} (.*?) ?<([^>]*)> (\\d+)`, 'm').exec(headers);
  const [, name = '', email = '', time] = line ?? [];
  return { name: name || null, email: email || null, at: time ? Number(time) * 1000 : null };
}
