import { z } from '@turnpike/sdk';
import { unavailable } from './host-error.js';
import { within, type Place } from './place.js';

const requestSchema = z.object({
  sha: z.string().nullish(),
  state: z.string(),
  has_conflicts: z.boolean().nullish(),
  detailed_merge_status: z.string().nullish(),
  /** What older servers have. */
  merge_status: z.string().nullish(),
});
type Request = z.infer<typeof requestSchema>;
const mergeSchema = z.object({ commit_id: z.string() });
const commitSchema = z.object({ parent_ids: z.array(z.string()).nullish() });
/** GitLab answers so where it cannot make a merge, for whatever reason. */
const REFUSED = 400;
const BEING_LOOKED_AT = new Set(['preparing', 'unchecked', 'checking', 'cannot_be_merged_recheck']);

/**
 * GitLab makes the merge commit when it is asked for it. undefined: it cannot be merged, or is not open. Throws
 * ExternalHostError while GitLab has not looked, and where the merge is of an older head.
 */
export async function mergeCommit(place: Place, iid: number): Promise<string | undefined> {
  const at = `/merge_requests/${iid}`;
  const known = await within(place, at, requestSchema);
  if (!known || known.state === 'closed' || known.state === 'merged') return undefined;
  const { status, body } = await place.api.send('GET', `${place.path}${at}/merge_ref`, undefined, [
    REFUSED,
  ]);
  if (status === REFUSED) return whyNone(iid, (await within(place, at, requestSchema)) ?? known);
  const { commit_id: sha } = mergeSchema.parse(body);
  const commit = await within(place, `/repository/commits/${sha}`, commitSchema);
  if (known.sha && commit?.parent_ids?.includes(known.sha)) return sha;
  throw unavailable(`GitLab has not merged the newest head of merge request ${iid} yet.`);
}

function whyNone(iid: number, known: Request): undefined {
  const status = known.detailed_merge_status ?? known.merge_status ?? '';
  if (!known.has_conflicts && BEING_LOOKED_AT.has(status))
    throw unavailable(`GitLab does not know yet whether merge request ${iid} can be merged.`);
  return undefined;
}
