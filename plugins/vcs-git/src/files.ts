import { InputError } from '@turnpike/sdk';
import { findCommit, readCommit } from './commits.js';
import { TooLarge } from './object-reader.js';
import type { OpenRepo } from './open-repo.js';
import { candidates, isFullSha, treePath } from './refs.js';

/**
 * Text of a file at a ref; `undefined` if the ref or the file does not exist, or is a folder.
 * Symbolic links within the repository are followed, as hosts' file interfaces do.
 * Throws InputError TURNPIKE_REF_INVALID or TURNPIKE_INPUT_TOO_LARGE.
 */
export async function readFile(
  repo: OpenRepo,
  path: string,
  ref: string,
): Promise<string | undefined> {
  candidates(ref);
  const clean = treePath(path);
  if (clean === undefined) return undefined;
  const here = isFullSha(ref) ? await readBlob(repo, ref, clean) : undefined;
  if (here !== undefined || (isFullSha(ref) && (repo.local || (await readCommit(repo, ref)))))
    return here;
  const commit = await findCommit(repo, ref);
  return commit && readBlob(repo, commit.sha, clean);
}

async function readBlob(repo: OpenRepo, sha: string, path: string): Promise<string | undefined> {
  const object = await repo.object(`${sha}:${path}`).catch((error: unknown) => {
    throw error instanceof TooLarge ? tooLarge(path, error.bytes) : error;
  });
  return object?.type === 'blob' ? object.bytes.toString('utf8') : undefined;
}

function tooLarge(path: string, bytes: number): InputError {
  return new InputError('TURNPIKE_INPUT_TOO_LARGE', `${path} has ${bytes} bytes.`, {
    file: path,
    wayOut: 'Keep it under one MiB.',
  });
}
