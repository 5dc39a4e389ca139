import { cleanPath, fileText, leadsElsewhere, z, type CommitInfo } from '@turnpike/sdk';
import { readHead } from './head.js';
import { mergeCommit } from './merge-ref.js';
import { inProject, within, type Place } from './place.js';

const commitSchema = z.object({
  id: z.string(),
  message: z.string().nullish(),
  author_name: z.string().nullish(),
  author_email: z.string().nullish(),
  committer_name: z.string().nullish(),
  committer_email: z.string().nullish(),
  committed_date: z.string().nullish(),
  web_url: z.string().nullish(),
});
const MERGE = /^refs\/merge-requests\/(\d+)\/merge$/;

/** Text of a file; `undefined` for what is no file, and in an empty repository. */
export async function readFile(
  place: Place,
  path: string,
  ref: string,
): Promise<string | undefined> {
  const name = cleanPath(path);
  if (name === undefined || leadsElsewhere(ref)) return undefined;
  const at = await nameOf(place, ref);
  if (at === undefined) return undefined;
  const address = `${place.path}/repository/files/${encodeURIComponent(name)}/raw`;
  const found = inProject(place, await place.api.bytes(address, { ref: at }));
  return found && fileText(found, path);
}

/** The commit of a SHA, branch, tag, or `refs/merge-requests/7/merge`. Throws ExternalHostError while a merge is not made. */
export async function readCommit(place: Place, ref: string): Promise<CommitInfo | undefined> {
  if (leadsElsewhere(ref)) return undefined;
  const wanted = await nameOf(place, ref);
  if (wanted === undefined) return undefined;
  const path = `/repository/commits/${encodeURIComponent(wanted)}`;
  const found = await within(place, path, commitSchema, { stats: false });
  if (!found) return undefined;
  return {
    sha: found.id,
    message: found.message ?? '',
    authorName: found.author_name ?? null,
    authorEmail: found.author_email ?? null,
    committerName: found.committer_name ?? null,
    committerEmail: found.committer_email ?? null,
    committedAt: found.committed_date ? Date.parse(found.committed_date) : null,
    compareUrl: found.web_url ?? null,
  };
}

/** What GitLab knows a ref by here; undefined: there is no such ref. Branch and tag of one name are told apart. */
async function nameOf(place: Place, ref: string): Promise<string | undefined> {
  const merge = MERGE.exec(ref)?.[1];
  if (merge) return mergeCommit(place, Number(merge));
  return ref.startsWith('refs/') ? ((await readHead(place, ref)) ?? undefined) : ref;
}
