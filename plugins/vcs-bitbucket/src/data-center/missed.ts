import {
  compareRefsAndPulls,
  identityOf,
  z,
  type Missed,
  type RepoAccess,
  type Told,
} from '@turnpike/sdk';
import { missingRepository } from '../missing.js';
import { pullRequestEvent } from './parse-pull.js';
import { pullRequestSchema } from './payload.js';
import type { Place } from './place.js';

/** Of a tag with words of its own `latestCommit` is what it stands at. */
const refSchema = z.object({ id: z.string(), latestCommit: z.string() });
const LIMIT = { limit: 100 };

/**
 * Branches, tags and open pull requests as they are, against those of the last look: a hook that failed often is left
 * out for a time, and what it would have told is not told later.
 */
export async function findMissed(
  place: Place,
  r: RepoAccess,
  cursor: string | null,
  told?: Told,
): Promise<Missed> {
  const { api, path } = place;
  const [branches, tags, pulls] = await Promise.all([
    api.list(`${path}/branches`, refSchema, LIMIT),
    api.list(`${path}/tags`, refSchema, LIMIT),
    api.list(`${path}/pull-requests`, pullRequestSchema, { state: 'OPEN', ...LIMIT }),
  ]);
  if (!branches) throw missingRepository(place);
  const refs = [...branches, ...(tags ?? [])].map((one) => [one.id, one.latestCommit] as const);
  const open = (pulls ?? []).map((pull) => ({
    number: pull.id,
    headSha: pull.fromRef.latestCommit ?? '',
    event: (action: 'opened' | 'synchronize') => ({
      ...{ repository: identityOf(r), event: 'pull_request' },
      ...pullRequestEvent(pull, action, pull.author?.user ?? null, api.host.url),
    }),
  }));
  return compareRefsAndPulls(r, cursor, { refs: new Map(refs), pulls: open }, told);
}
