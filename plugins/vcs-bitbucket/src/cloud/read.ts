import {
  cleanPath,
  escapePath,
  fileText,
  leadsElsewhere,
  WHOLE_SHA,
  z,
  type CommitInfo,
} from '@turnpike/sdk';
import { findCommit, forkWith, readHead, type CommitPayload } from './head.js';
import type { Place } from './place.js';

/** Text of a file; `undefined` for what is no file, and in an empty repository. */
export async function readFile(
  place: Place,
  path: string,
  ref: string,
): Promise<string | undefined> {
  const name = cleanPath(path);
  if (name === undefined || leadsElsewhere(ref)) return undefined;
  const sha = await shaOf(place, ref);
  if (sha === undefined) return undefined;
  const own = await fileIn(place, place.path, name, sha);
  if (own !== undefined) return own;
  // A commit that is here has the files that it has.
  if (await place.api.get(`${place.path}/commit/${sha}`, z.unknown())) return undefined;
  const fork = await forkWith(place, sha);
  return fork === undefined ? undefined : fileIn(place, fork, name, sha);
}

/** The address of a file takes a commit: a branch may have a slash in its name. */
async function shaOf(place: Place, ref: string): Promise<string | undefined> {
  if (WHOLE_SHA.test(ref)) return ref;
  if (ref.startsWith('refs/')) return (await readHead(place, ref)) ?? undefined;
  return (await findCommit(place, ref))?.hash;
}

const metaSchema = z.object({ type: z.string() });

async function fileIn(
  { api }: Place,
  repository: string,
  name: string,
  sha: string,
): Promise<string | undefined> {
  const at = `${repository}/src/${sha}/${escapePath(name)}`;
  // Of a folder the same address answers a list of what it holds.
  const meta = await api.get(at, metaSchema, { format: 'meta' });
  if (meta?.type !== 'commit_file') return undefined;
  const answer = await api.raw(at);
  return fileText(new Uint8Array(await answer.arrayBuffer()), name);
}

/** The commit of a WHOLE_SHA, branch, tag, or pull request (`refs/pull-requests/7/from`). */
export async function readCommit(place: Place, ref: string): Promise<CommitInfo | undefined> {
  if (leadsElsewhere(ref)) return undefined;
  const wanted = ref.startsWith('refs/') ? await readHead(place, ref) : ref;
  const found = wanted === null ? undefined : await findCommit(place, wanted);
  return found && toCommit(found);
}

function toCommit({ hash, message, date, author, links }: CommitPayload): CommitInfo {
  const [, name, email] = /^(.*?)\s*<([^>]*)>\s*$/.exec(author?.raw ?? '') ?? [];
  const authorName = name || author?.user?.display_name || author?.raw || null;
  return {
    sha: hash,
    message: message ?? '',
    authorName,
    authorEmail: email || null,
    // It tells of the author alone.
    committerName: null,
    committerEmail: null,
    committedAt: date ? Date.parse(date) : null,
    compareUrl: links?.html?.href ?? null,
  };
}
