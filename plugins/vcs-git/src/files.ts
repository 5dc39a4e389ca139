import { posix } from 'node:path';
import { InputError } from '@turnpike/sdk';
import { findCommit } from './commits.js';
import type { OpenRepo } from './open-repo.js';
import { treePath } from './refs.js';

const LARGEST_BYTES = 1024 * 1024;
const MOST_LINKS = 5;

/** Text of a file at a ref; `undefined` if the ref or the file does not exist, or is a folder. */
export async function readFile(
  repo: OpenRepo,
  path: string,
  ref: string,
): Promise<string | undefined> {
  const commit = await findCommit(repo, ref);
  return commit && readAt(repo, commit.sha, path, 0);
}

/** Symbolic links within the repository are followed, as hosts' file interfaces do. */
async function readAt(
  repo: OpenRepo,
  sha: string,
  path: string,
  links: number,
): Promise<string | undefined> {
  const clean = treePath(path);
  const entry = clean === undefined ? undefined : await findEntry(repo, sha, clean);
  if (!entry || clean === undefined || links > MOST_LINKS) return undefined;
  if (entry.bytes > LARGEST_BYTES) throw tooLarge(clean, entry.bytes);
  const text = await repo.read(['cat-file', 'blob', entry.blob]);
  if (entry.mode !== '120000') return text;
  return readAt(repo, sha, posix.join(posix.dirname(clean), text), links + 1);
}

interface Entry {
  readonly mode: string;
  readonly blob: string;
  readonly bytes: number;
}

async function findEntry(repo: OpenRepo, sha: string, path: string): Promise<Entry | undefined> {
  const line = await repo.read(['ls-tree', '-l', '-z', '--full-tree', sha, '--', path]);
  const [, mode, blob, bytes] = /^(\d{6}) blob ([0-9a-f]+) +(\d+)\t/.exec(line) ?? [];
  return mode && blob ? { mode, blob, bytes: Number(bytes) } : undefined;
}

function tooLarge(path: string, bytes: number): InputError {
  return new InputError('TURNPIKE_INPUT_TOO_LARGE', `${path} has ${bytes} bytes.`, {
    file: path,
    wayOut: `Keep it under ${LARGEST_BYTES} bytes.`,
  });
}
