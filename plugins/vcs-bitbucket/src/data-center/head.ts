import { WHOLE_SHA, z } from '@turnpike/sdk';
import { readJson } from '../host-error.js';
import { pullNumber } from '../refs.js';
import { pullRequestSchema } from './payload.js';
import type { Place } from './place.js';
import { partMissing } from './said-missing.js';

const person = z.object({ name: z.string().nullish(), emailAddress: z.string().nullish() });
export const commitSchema = z.object({
  id: z.string(),
  message: z.string().nullish(),
  author: person.nullish(),
  authorTimestamp: z.number().nullish(),
  committer: person.nullish(),
  committerTimestamp: z.number().nullish(),
});
export type CommitPayload = z.infer<typeof commitSchema>;
const listSchema = z.object({ values: z.array(commitSchema) });

/** The commit that a branch, tag, pull request or hash leads to; of a tag with words of its own what it stands at. */
export async function findCommit(place: Place, ref: string): Promise<CommitPayload | undefined> {
  const number = pullNumber(ref);
  const at = number === undefined ? ref : await pullHead(place, number);
  return at === undefined ? undefined : newest(place, { until: at });
}

async function pullHead({ api, path }: Place, number: number): Promise<string | undefined> {
  const pull = await api.get(`${path}/pull-requests/${number}`, pullRequestSchema);
  return pull?.fromRef.latestCommit ?? undefined;
}

/** Of a list of commits, newest first. undefined: there is none. Throws ExternalHostError. */
async function newest(
  place: Place,
  query: Readonly<Record<string, string>>,
): Promise<CommitPayload | undefined> {
  return (await listed(place, query))?.[0];
}

/** undefined: one of the commits is not there. */
async function listed(
  place: Place,
  query: Readonly<Record<string, string>>,
): Promise<readonly CommitPayload[] | undefined> {
  const answer = await place.api.raw(`${place.path}/commits`, { ...query, limit: 1 }, [404]);
  if (answer.status === 404) return partMissing(place, answer);
  return (await readJson(place.api.host, answer, listSchema)).values;
}

/** null: there is no such ref. Throws ExternalHostError, also where the host shows no such repository. */
export async function readHead(place: Place, ref: string): Promise<string | null> {
  return (await findCommit(place, ref))?.id ?? null;
}

/** A commit adds nothing to those that it is part of. `undefined`: the host does not know one of them. */
export async function isAncestor(
  place: Place,
  sha: string,
  of: string,
): Promise<boolean | undefined> {
  if (!WHOLE_SHA.test(sha) || !WHOLE_SHA.test(of)) return undefined;
  const added = await listed(place, { since: of, until: sha });
  return added && added.length === 0;
}
