import type { CheckRun, RepoAccess } from '@turnpike/sdk';
import { ask, nameOf, type Clients, type Place } from '../client.js';
import { annotationsOf, outputOf, type Output } from './output.js';

/** Annotations a request; more are added by further ones. */
const AT_ONCE = 50;

interface Known {
  readonly id: number;
  readonly isDone: boolean;
  /** Annotations that it has. */
  readonly annotations: number;
}

/**
 * Only an app may write them. false: this build is told of by statuses, because no app reaches the repository or may
 * write checks, or since it was begun so.
 */
export async function writeCheck(
  clients: Clients,
  r: RepoAccess,
  check: CheckRun,
): Promise<boolean> {
  const found = await clients.app.reaches(r, nameOf(r));
  if (!found || found.installation.suspended) return false;
  if (found.installation.permissions['checks'] !== 'write') return false;
  const place = clients.of(r);
  const known = await findOwn(place, check);
  if (!known && (await hasStatus(place, check))) return false;
  await write(place, check, known);
  return true;
}

/** The newest of this build. What was completed otherwise is of an earlier run: a new one stands in its place. */
async function findOwn(place: Place, check: CheckRun): Promise<Known | undefined> {
  const { octokit, owner, repo } = place;
  const { sha: ref, name, externalId } = check;
  const found = await ask(() =>
    octokit.rest.checks.listForRef({
      owner,
      repo,
      ref,
      check_name: name,
      filter: 'all',
      per_page: 100,
    }),
  );
  const newest = found?.check_runs
    .filter((one) => one.external_id === externalId)
    .toSorted((a, b) => b.id - a.id)[0];
  if (!newest) return undefined;
  const isDone = newest.status === 'completed';
  if (isDone && !isSameTime(newest.completed_at, check.completedAt)) return undefined;
  return { id: newest.id, isDone, annotations: newest.output.annotations_count };
}

/** GitHub has no parts of seconds. */
function isSameTime(said: string | null, ours: number | null): boolean {
  if (said === null || ours === null) return false;
  return Math.floor(Date.parse(said) / 1000) === Math.floor(ours / 1000);
}

async function hasStatus(place: Place, { sha: ref, detailsUrl }: CheckRun): Promise<boolean> {
  const { octokit, owner, repo } = place;
  const rows = await ask(
    () => octokit.rest.repos.listCommitStatusesForRef({ owner, repo, ref, per_page: 100 }),
    [403, 404],
  );
  return (rows ?? []).some(({ target_url }) => target_url === detailsUrl);
}

/** It ends with the last of its annotations: what was broken off goes on. */
async function write(place: Place, check: CheckRun, known: Known | undefined): Promise<void> {
  const all = check.conclusion === null ? [] : annotationsOf(check);
  const left = all.slice(known?.annotations ?? 0);
  if (known?.isDone && left.length === 0) return;
  const output = outputOf(check);
  let id = known?.id;
  for (let from = 0; from === 0 || from < left.length; from += AT_ONCE) {
    const isLast = from + AT_ONCE >= left.length;
    const fields = {
      ...stateOf(isLast ? check : { ...check, conclusion: null }),
      output: { ...output, annotations: left.slice(from, from + AT_ONCE) },
    };
    if (id === undefined) id = await create(place, check, fields);
    else await patch(place, id, fields);
  }
}

async function create(
  { octokit, owner, repo }: Place,
  { sha: head_sha, name, externalId: external_id, detailsUrl: details_url }: CheckRun,
  fields: State & { readonly output: Output },
): Promise<number | undefined> {
  const named = { owner, repo, name, head_sha, external_id, details_url };
  return (await ask(() => octokit.rest.checks.create({ ...named, ...fields })))?.id;
}

async function patch(
  { octokit, owner, repo }: Place,
  check_run_id: number,
  fields: object,
): Promise<void> {
  await ask<unknown>(() => octokit.rest.checks.update({ owner, repo, check_run_id, ...fields }));
}

type State =
  | { readonly status: 'in_progress'; readonly started_at?: string }
  | {
      readonly conclusion: NonNullable<CheckRun['conclusion']>;
      readonly started_at?: string;
      readonly completed_at: string;
    };

function stateOf({ conclusion, startedAt, completedAt }: CheckRun): State {
  const time = (ms: number) => new Date(ms).toISOString();
  const begun = startedAt === null ? {} : { started_at: time(startedAt) };
  if (conclusion === null) return { status: 'in_progress', ...begun };
  return { conclusion, ...begun, completed_at: time(completedAt ?? Date.now()) };
}
