import type { WireBuild, WireJob, WireStage } from '@turnpike/core/contracts/wire';

/** `owner/name` into path parameters. The owner is what stands before the last slash. */
export function splitSlug(slug: string): { readonly owner: string; readonly name: string } {
  const at = slug.lastIndexOf('/');
  return { owner: slug.slice(0, Math.max(0, at)), name: slug.slice(at + 1) };
}

/** What the build is of: branch, tag or pull request. */
export function buildRef(build: WireBuild): { readonly icon: string; readonly text: string } {
  if (build.pull_request_number !== null && build.pull_request_number !== undefined)
    return { icon: 'pull', text: `#${build.pull_request_number}` };
  if (build.tag?.name) return { icon: 'tag', text: build.tag.name };
  const ref = build.commit?.ref?.replace(/^refs\/(heads|tags)\//, '');
  return { icon: 'branch', text: build.branch?.name ?? ref ?? 'unknown branch' };
}

export interface StageGroup {
  readonly stage: WireStage | undefined;
  readonly jobs: readonly WireJob[];
}

const numberOf = (job: WireJob): number => Number(job.number?.split('.')[1] ?? job.id);

/** Jobs below their stages, in order; jobs without a stage come alone. */
export function jobsByStage(build: WireBuild): StageGroup[] {
  const jobs = [...(build.jobs ?? [])].sort((a, b) => numberOf(a) - numberOf(b));
  const stages = [...(build.stages ?? [])].sort((a, b) => a.number - b.number);
  const stageIdOf = (job: WireJob): number | undefined =>
    job.stage?.id ?? stages.find((stage) => stage.jobs?.some(({ id }) => id === job.id))?.id;
  const groups: StageGroup[] = stages.map((stage) => ({
    stage,
    jobs: jobs.filter((job) => stageIdOf(job) === stage.id),
  }));
  const rest = jobs.filter((job) => stageIdOf(job) === undefined);
  return rest.length > 0 ? [...groups, { stage: undefined, jobs: rest }] : groups;
}

/** Reasons why jobs of the build wait, most frequent first. */
export function waitReasons(jobs: readonly WireJob[]): { reason: string; jobs: number }[] {
  const counts = new Map<string, number>();
  for (const job of jobs) {
    if (job.state !== 'created' && job.state !== 'queued') continue;
    const reason = job.waiting?.reason ?? job.reason ?? 'The scheduler has not looked at it yet.';
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts]
    .map(([reason, jobs_]) => ({ reason, jobs: jobs_ }))
    .sort((a, b) => b.jobs - a.jobs);
}
