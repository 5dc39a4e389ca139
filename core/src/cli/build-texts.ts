/** Builds and jobs as lines of text. */
import { slugPath } from '../contracts/slug.js';
import { cutText } from '../contracts/text.js';
import { elapsedOf, formatAgo, formatDuration, jobValues, PAGES } from '../contracts/wire.js';
import type { WireBuild, WireJob } from '../contracts/wire.js';
import type { Io } from './io.js';
import { colored, headed, table } from './output.js';

const BUILD_HEAD = [
  'BUILD',
  'STATE',
  'REPOSITORY',
  'BRANCH',
  'COMMIT',
  'TOOK',
  'AGE',
  'BY',
  'ID',
  'MESSAGE',
];
const JOB_HEAD = ['  JOB', 'STATE', 'VALUES', 'TOOK', '', 'ID', 'NAME', 'REASON'];

export function buildRows(io: Io, builds: readonly WireBuild[]): string {
  if (builds.length === 0) return 'No builds.';
  return headed(
    BUILD_HEAD,
    builds.map((build) => buildRow(io, build)),
  );
}

function buildRow(io: Io, build: WireBuild): readonly string[] {
  const { repository, branch, commit } = build;
  return [
    `#${build.number}`,
    colored(io, build.state),
    repository && 'slug' in repository ? repository.slug : '',
    branch && 'name' in branch ? branch.name : (build.tag?.name ?? ''),
    commit && 'sha' in commit ? commit.sha.slice(0, 7) : '',
    tookOf(build),
    build.started_at ? formatAgo(Date.parse(build.started_at), Date.now(), 'en') : '',
    commit?.author?.name ?? build.created_by?.login ?? build.sender ?? '',
    String(build.id),
    firstLine(commit && 'message' in commit ? commit.message : ''),
  ];
}

/** `url`: of the server. */
export function buildText(io: Io, build: WireBuild, url: string): string {
  const jobs = (build.jobs ?? []).filter((job) => job.number !== undefined);
  const slug = build.repository?.slug;
  const path = PAGES.build
    .replace(':owner/:name', slugPath(slug ?? ''))
    .replace(':id', String(build.id));
  return [
    table([buildRow(io, build)]),
    ...(slug === undefined ? [] : [`  ${url}${path}`]),
    ...(build.reason && build.state !== 'passed' ? [`  ${build.reason}`] : []),
    ...(jobs.length > 0 ? [jobRows(io, jobs)] : []),
  ].join('\n');
}

export function jobRows(io: Io, jobs: readonly WireJob[]): string {
  const configs = jobs.flatMap(({ config }) => (config ? [config] : []));
  const rows = jobs.map((job) => [
    `  ${job.number ?? ''}`,
    colored(io, job.state ?? ''),
    jobValues(job.config ?? {}, configs)
      .map(({ text }) => text)
      .join(' '),
    tookOf(job),
    job.allow_failure === true ? 'may fail' : '',
    String(job.id),
    job.name ?? '',
    job.waiting?.reason ?? job.reason ?? '',
  ]);
  // One row explains itself.
  return rows.length > 1 ? headed(JOB_HEAD, rows) : table(rows);
}

function tookOf(item: WireBuild | WireJob): string {
  const ms = elapsedOf(item, Date.now());
  return ms === undefined ? '' : formatDuration(ms);
}

function firstLine(text: string | null | undefined): string {
  return cutText((text ?? '').split('\n', 1)[0] ?? '', 60);
}
