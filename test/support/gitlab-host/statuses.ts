/** Statuses are jobs of pipelines, and a pipeline is of a commit and a ref. */
import { commitOf, git } from './repository.js';
import type { Asked } from './calls.js';
import { missing, refused, type LabAnswer, type LabProject, type LabStatus } from './world.js';

const LONGEST = 255;
const FINAL = new Set(['success', 'failed', 'canceled', 'skipped']);

export function listStatuses({ project, call }: Asked, sha = ''): readonly object[] {
  const [ref, name] = [call.query.get('ref'), call.query.get('name')];
  const rows = project.statuses.filter(
    (one) =>
      one.sha === sha && (ref === null || one.ref === ref) && (name === null || one.name === name),
  );
  // The newest of each name, unless all are asked for.
  return rows
    .toReversed()
    .filter((one, at, all) => all.findIndex((two) => two.name === one.name) === at);
}

export function setStatus(asked: Asked, sha = ''): LabAnswer {
  const { project, call, host, person } = asked;
  const body = call.body as Partial<Record<string, string>>;
  if (host.busy > 0) {
    host.busy -= 1;
    return refused(409, 'Cannot set status: another update of the pipeline is in progress');
  }
  if (!commitOf(project.gitDir, sha)) return missing('Commit');
  if ((body['description'] ?? '').length > LONGEST)
    return refused(400, { description: [`is too long (maximum is ${LONGEST} characters)`] });
  const ref = body['ref'] ?? branchWith(project, sha);
  if (ref === undefined) return missing('References for commit');
  const wanted = call.body['pipeline_id'] as number | undefined;
  const known = project.pipelines.findLast((one) => one.sha === sha && one.ref === ref);
  if (
    wanted !== undefined &&
    !project.pipelines.some((one) => one.id === wanted && one.sha === sha)
  )
    return missing('Pipeline');
  const pipeline = wanted ?? known?.id ?? makePipeline(asked, sha, ref);
  const name = body['name'] ?? body['context'] ?? 'default';
  const state = body['state']!;
  const going = project.statuses.findLast(
    (one) =>
      [one.name === name, one.sha === sha, one.ref === ref, one.author === person?.id].every(
        Boolean,
      ) && !FINAL.has(one.status),
  );
  if (going && (going.status === state || state === 'pending'))
    return refused(400, `Cannot transition status via :${verbOf(state)} from :${going.status}`);
  const row: LabStatus = going ?? {
    ...{ id: host.next(), sha, ref, name, status: state, description: '', target_url: '' },
    ...{ pipeline_id: pipeline, author: person?.id ?? 0 },
  };
  row.status = state;
  row.description = body['description'] ?? '';
  row.target_url = body['target_url'] ?? '';
  if (!going) project.statuses.push(row);
  return { status: 201, body: row };
}

const verbOf = (state: string): string => ({ running: 'run', pending: 'enqueue' })[state] ?? state;

function makePipeline({ project, host }: Asked, sha: string, ref: string): number {
  const made = { id: host.next(), sha, ref };
  project.pipelines.push(made);
  return made.id;
}

/** Any branch that has it: not the one that was meant, where there are several. */
function branchWith({ gitDir }: LabProject, sha: string): string | undefined {
  const format = ['for-each-ref', '--contains', sha, '--format=%(refname:lstrip=2)', 'refs/heads'];
  return git(gitDir, format).split('\n').find(Boolean);
}
