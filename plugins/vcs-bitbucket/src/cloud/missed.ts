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
import { pullRequestSchema, type PullRequestPayload } from './payload.js';
import type { Place } from './place.js';

const refSchema = z.object({ name: z.string(), target: z.object({ hash: z.string() }) });

/**
 * Branches, tags and open pull requests as they are, against those of the last look: of a push whose delivery would
 * have more than 256 KB the host tells nothing, and what was refused twice it sends no more.
 */
export async function findMissed(
  place: Place,
  r: RepoAccess,
  cursor: string | null,
  told?: Told,
): Promise<Missed> {
  const [refs, pulls] = await Promise.all([listRefs(place), listPulls(place)]);
  const open = pulls.map((pull) => ({
    number: pull.id,
    headSha: pull.source.commit?.hash ?? '',
    event: (action: 'opened' | 'synchronize') => ({
      ...{ repository: identityOf(r), event: 'pull_request' },
      ...pullRequestEvent(pull, action, pull.author ?? null, place.api.host.url),
    }),
  }));
  return compareRefsAndPulls(r, cursor, { refs, pulls: open }, told);
}

async function listRefs({ api, path, slug }: Place): Promise<ReadonlyMap<string, string>> {
  const query = { pagelen: 100 };
  const [branches, tags] = await Promise.all([
    api.list(`${path}/refs/branches`, refSchema, query),
    api.list(`${path}/refs/tags`, refSchema, query),
  ]);
  if (!branches) throw missingRepository({ api, slug });
  return new Map([
    ...branches.map(({ name, target }) => [`refs/heads/${name}`, target.hash] as const),
    ...(tags ?? []).map(({ name, target }) => [`refs/tags/${name}`, target.hash] as const),
  ]);
}

async function listPulls({ api, path }: Place): Promise<readonly PullRequestPayload[]> {
  const query = { state: 'OPEN', pagelen: 50 };
  const pulls = await api.list(`${path}/pullrequests`, pullRequestSchema, query);
  return (pulls ?? []).filter(({ source }) => source.commit && source.repository);
}
