import { InputError, z, type CommitInfo } from '@turnpike/sdk';
import { readHead } from './head.js';
import { escapePath, type Place } from './place.js';

const LARGEST_BYTES = 1024 * 1024;
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
  // The server knows names here, and no whole refs.
  const at = ref.startsWith('refs/') ? await readHead(place, ref) : ref;
  if (at === null) return undefined;
  const schema = z.union([contentSchema, z.array(z.unknown())]);
  const address = `${place.path}/contents/${escapePath(name)}`;
  const found = await place.api.get(address, schema, { ref: at });
  if (!found || Array.isArray(found) || found.type !== 'file') return undefined;
  if (found.size > LARGEST_BYTES)
    throw new InputError('TURNPIKE_INPUT_TOO_LARGE', `${path} has ${found.size} bytes.`, {
      file: path,
      wayOut: `Keep it under ${LARGEST_BYTES} bytes.`,
    });
  return Buffer.from(found.content ?? '', 'base64').toString('utf8');
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
