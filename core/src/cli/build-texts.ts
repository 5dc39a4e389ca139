/** Builds and jobs as lines of text. */
import type { WireBuild, WireJob } from '../contracts/wire.js';
import type { Io } from './io.js';
import { colored, table } from './output.js';

export function buildRows(io: Io, builds: readonly WireBuild[]): string {
  if (builds.length === 0) return 'No builds.';
  return table(
    builds.map((build) => [
      `#${build.number}`,
      colored(io, build.state),
      build.repository && 'slug' in build.repository ? build.repository.slug : '',
      build.branch && 'name' in build.branch ? build.branch.name : '',
      build.commit && 'sha' in build.commit ? build.commit.sha.slice(0, 7) : '',
      String(build.id),
      firstLine(build.commit && 'message' in build.commit ? build.commit.message : ''),
    ]),
  );
}

export function buildText(io: Io, build: WireBuild): string {
  const jobs = (build.jobs ?? []).filter((job) => job.number !== undefined);
  return [buildRows(io, [build]), ...(jobs.length > 0 ? [jobRows(io, jobs)] : [])].join('\n');
}

function jobRows(io: Io, jobs: readonly WireJob[]): string {
  return table(
    jobs.map((job) => [
      `  ${job.number ?? ''}`,
      colored(io, job.state ?? ''),
      job.allow_failure === true ? 'may fail' : '',
      String(job.id),
      job.name ?? '',
      job.waiting?.reason ?? job.reason ?? '',
    ]),
  );
}

function firstLine(text: string | null | undefined): string {
  return (text ?? '').split('\n')[0]?.slice(0, 60) ?? '';
}
