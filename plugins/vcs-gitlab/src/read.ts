import { InputError, z, type CommitInfo } from '@turnpike/sdk';
import { readHead } from './head.js';
import { mergeCommit } from './merge-ref.js';
import { inProject, within, type Place } from './place.js';

const LARGEST_BYTES = 1024 * 1024;
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

/** What the server would read as another address than the one that is asked. */
export function leadsElsewhere(text: string): boolean {
  // eslint-disable-next-line no-control-regex
  if (text === '' || text.startsWith('-') || /[\u0000-\u0020\u007f]/.test(text)) return true;
  return text.split('/').some((part) => part === '..' || part === '.');
}

/** Text of a file; `undefined` for what is no file, and in an empty repository. */
export async function readFile(
  place: Place,
  path: string,
  ref: string,
): Promise<string | undefined> {
  const name = path.replace(/^(\.?\/)+/, '');
  // Names of files may hold spaces.
  if (leadsElsewhere(name.replaceAll(' ', '_')) || leadsElsewhere(ref)) return undefined;
  const at = await nameOf(place, ref);
  if (at === undefined) return undefined;
  const address = `${place.path}/repository/files/${encodeURIComponent(name)}/raw`;
  const found = inProject(place, await place.api.bytes(address, { ref: at }));
  if (!found) return undefined;
  if (found.length > LARGEST_BYTES)
    throw new InputError('TURNPIKE_INPUT_TOO_LARGE', `${path} has ${found.length} bytes.`, {
      file: path,
      wayOut: `Keep it under ${LARGEST_BYTES} bytes.`,
    });
  return Buffer.from(found).toString('utf8');
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
