import { escapePath, slugParts, WHOLE_SHA, z } from '@turnpike/sdk';
import { missingRepository } from '../missing.js';
import { pullNumber } from '../refs.js';
import { pullRequestSchema, repositorySchema, type PullRequestPayload } from './payload.js';
import { repoPath, type Place } from './place.js';

const refSchema = z.object({ target: z.object({ hash: z.string() }) });
export const commitSchema = z.object({
  hash: z.string(),
  message: z.string().nullish(),
  date: z.string().nullish(),
  author: z
    .object({
      raw: z.string().nullish(),
      user: z.object({ display_name: z.string().nullish() }).nullish(),
    })
    .nullish(),
  links: z.object({ html: z.object({ href: z.string() }).nullish() }).nullish(),
});
export type CommitPayload = z.infer<typeof commitSchema>;

/**
 * The commit that a branch, tag or pull request leads to now; null: there is none. The host answers alike for a ref
 * and for a whole repository that it does not show: throws ExternalHostError TURNPIKE_HOST_REFUSED for the latter.
 */
export async function readHead(place: Place, ref: string): Promise<string | null> {
  const found = await ask(place, ref);
  if (found) return found;
  if (await place.api.get(place.path, repositorySchema)) return null;
  throw missingRepository(place);
}

async function ask(place: Place, ref: string): Promise<string | undefined> {
  const number = pullNumber(ref);
  if (number !== undefined) return (await pullHead(place, number))?.hash;
  const [, kind, name = ''] = /^refs\/(heads|tags)\/(.+)$/.exec(ref) ?? [];
  const list = kind === 'heads' ? 'branches' : 'tags';
  if (kind) {
    const at = `${place.path}/refs/${list}/${escapePath(name)}`;
    return (await place.api.get(at, refSchema))?.target.hash;
  }
  return ref.startsWith('refs/') ? undefined : (await findCommit(place, ref))?.hash;
}

/** By its whole hash or the beginning of it, else by a branch or tag. A name with a slash is no part of that address. */
export async function findCommit(place: Place, ref: string): Promise<CommitPayload | undefined> {
  if (!/^[0-9a-f]{7,64}$/.test(ref)) {
    const found = (await ask(place, `refs/heads/${ref}`)) ?? (await ask(place, `refs/tags/${ref}`));
    return found === undefined ? undefined : commitIn(place, place.path, found);
  }
  const own = await commitIn(place, place.path, ref);
  if (own) return own;
  const fork = await forkWith(place, ref);
  return fork === undefined ? undefined : commitIn(place, fork, ref);
}

const commitIn = ({ api }: Place, path: string, hash: string): Promise<CommitPayload | undefined> =>
  api.get(`${path}/commit/${hash}`, commitSchema);

async function pullHead(place: Place, number: number): Promise<CommitPayload | undefined> {
  const pull = await place.api.get(`${place.path}/pullrequests/${number}`, pullRequestSchema);
  const hash = pull?.source.commit?.hash;
  if (!pull || !hash) return undefined;
  return commitIn(place, headPath(pull) ?? place.path, hash);
}

/** Where the head of a pull request is; undefined: its fork is gone. */
function headPath({ source }: PullRequestPayload): string | undefined {
  const at = slugParts(source.repository?.full_name ?? '');
  return at && repoPath(at.owner, at.name);
}

/** The commit of a fork's pull request is in the fork alone, and the request that names it has only its hash. */
export async function forkWith(place: Place, hash: string): Promise<string | undefined> {
  if (!WHOLE_SHA.test(hash) && hash.length < 12) return undefined;
  const query = { state: 'OPEN', pagelen: 50 };
  const pulls = await place.api.list(`${place.path}/pullrequests`, pullRequestSchema, query);
  const found = pulls?.find(({ source }) => {
    const short = source.commit?.hash ?? '';
    return short !== '' && (hash.startsWith(short) || short.startsWith(hash));
  });
  const path = found && headPath(found);
  return path === place.path ? undefined : path;
}

/** A commit adds nothing to those that it is part of. `undefined`: the host does not know one of them. */
export async function isAncestor(
  { api, path }: Place,
  sha: string,
  of: string,
): Promise<boolean | undefined> {
  if (!WHOLE_SHA.test(sha) || !WHOLE_SHA.test(of)) return undefined;
  const query = { exclude: of, pagelen: 1 };
  const found = await api.page(`${path}/commits/${sha}`, z.object({ hash: z.string() }), query);
  return found && found.items.length === 0;
}
