import { setTimeout as delay } from 'node:timers/promises';
import { cutText, ExternalHostError, z, type CommitStatus } from '@turnpike/sdk';
import { ForbiddenError, unavailable, wordsOf } from './host-error.js';
import { projectPath, type Place } from './place.js';

const DESCRIPTION = 255;
/** GitLab knows no errors beside failures. */
const STATES = {
  ...{ pending: 'running', success: 'success', failure: 'failed', error: 'failed' },
} as const satisfies Record<CommitStatus['state'], string>;
const statusSchema = z.object({ name: z.string().nullish(), pipeline_id: z.number().nullish() });
/** Another status of the commit is being written: GitLab asks to come again. */
const BUSY = 409;
const TRIES = 5;

/** Where a status goes, and under which name of a ref. */
interface Goal {
  readonly path: string;
  readonly ref: string | undefined;
}

/**
 * A status is a job of a pipeline of commit *and ref*; without the ref it lands in any that has the commit. Of a merge
 * request from a fork it is shown there only where it stands in the fork, which asks for rights in the fork; else it
 * stands in the project that the request is for, at no branch of its own.
 */
export async function writeStatus(place: Place, status: CommitStatus): Promise<void> {
  const { ref, from } = status;
  const own: Goal = { path: place.path, ref };
  if (from === undefined) return written(place, own, status);
  const fork: Goal = { path: projectPath(from.vcsId), ref };
  if (!(await isWritten(place, fork, status)))
    await written(place, { ...own, ref: `refs/merge-requests/${from.number}/head` }, status);
}

async function written(place: Place, goal: Goal, status: CommitStatus): Promise<void> {
  if (await isWritten(place, goal, status)) return;
  throw new ExternalHostError(
    'TURNPIKE_HOST_REFUSED',
    `GitLab takes no status of ${status.sha} in ${place.slug}: there is no such commit, or the token may not.`,
    { wayOut: 'Statuses need a token of a developer with the scope `api`.' },
  );
}

/** false: it may not be written there. */
async function isWritten(place: Place, goal: Goal, status: CommitStatus): Promise<boolean> {
  const pipeline = await pipelineOf(place, goal, status);
  const body = { ...bodyOf(status), ...(goal.ref === undefined ? {} : { ref: goal.ref }) };
  const at = `${goal.path}/statuses/${encodeURIComponent(status.sha)}`;
  for (let tries = 1; ; tries += 1) {
    const kept = pipeline === undefined ? {} : { pipeline_id: pipeline };
    const answer = await place.api.send('POST', at, { ...body, ...kept }, [400, 403, 404, BUSY]);
    if (answer.status < 300) return true;
    if (answer.status === 403 || answer.status === 404) return false;
    const words = wordsOf(JSON.stringify(answer.body ?? null));
    // It was told of out of order, and the later state is there already.
    if (/cannot transition status/i.test(words)) return true;
    if (answer.status !== BUSY)
      throw new ExternalHostError(
        'TURNPIKE_HOST_REFUSED',
        `GitLab does not take the status: ${words}`,
      );
    if (tries === TRIES) throw unavailable(`GitLab does not take the status yet: ${words}`);
    await delay(tries * (100 + Math.random() * 200));
  }
}

function bodyOf({ state, context, description, targetUrl }: CommitStatus): object {
  return {
    ...{ state: STATES[state], name: context, target_url: targetUrl },
    description: cutText(description, DESCRIPTION, '…'),
  };
}

/** The pipeline that the first status of this name made: each other one would make one more where it is not named. */
async function pipelineOf(
  { api }: Place,
  { path, ref }: Goal,
  { sha, context }: CommitStatus,
): Promise<number | undefined> {
  const query = { name: context, ...(ref === undefined ? {} : { ref }) };
  const at = `${path}/repository/commits/${encodeURIComponent(sha)}/statuses`;
  const found = await api.list(at, statusSchema, query).catch(notShown);
  return found?.find(({ name }) => name === context)?.pipeline_id ?? undefined;
}

/** Whose statuses are not shown may still not be written: that is told when it is tried. */
function notShown(error: unknown): undefined {
  if (!(error instanceof ForbiddenError)) throw error;
}
