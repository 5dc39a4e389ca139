import { cleanPath, escapePath, fileText, leadsElsewhere, z, type CommitInfo } from '@turnpike/sdk';
import { readHead } from './head.js';
import type { Place } from './place.js';

const contentSchema = z.object({
  type: z.string(),
  size: z.number(),
  content: z.string().nullish(),
});
const person = z.object({
  name: z.string().nullish(),
  email: z.string().nullish(),
  date: z.string().nullish(),
});
const commitSchema = z.object({
  sha: z.string(),
  html_url: z.string().nullish(),
  commit: z.object({ message: z.string(), author: person.nullish(), committer: person.nullish() }),
});

/** Text of a file; `undefined` for what is no file, and in an empty repository. */
export async function readFile(
  place: Place,
  path: string,
  ref: string,
): Promise<string | undefined> {
  const name = cleanPath(path);
  if (name === undefined || leadsElsewhere(ref)) return undefined;
  // The server knows names here, and no whole refs.
  const at = ref.startsWith('refs/') ? await readHead(place, ref) : ref;
  if (at === null) return undefined;
  const schema = z.union([contentSchema, z.array(z.unknown())]);
  const address = `${place.path}/contents/${escapePath(name)}`;
  const found = await place.api.get(address, schema, { ref: at });
  if (!found || Array.isArray(found) || found.type !== 'file') return undefined;
  return fileText(Buffer.from(found.content ?? '', 'base64'), path, found.size);
}

/** The commit of a SHA, branch, tag, or `refs/pull/7/head`. */
export async function readCommit(place: Place, ref: string): Promise<CommitInfo | undefined> {
  if (leadsElsewhere(ref)) return undefined;
  const wanted = ref.startsWith('refs/') ? await readHead(place, ref) : ref;
  if (wanted === null) return undefined;
  const path = `${place.path}/git/commits/${escapePath(wanted)}`;
  const found = await place.api.get(path, commitSchema, { stat: 'false', files: 'false' });
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
    compareUrl: found.html_url ?? null,
  };
}
