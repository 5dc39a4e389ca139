import { urlPart } from './url-part.js';
import type { JobPayload } from '@turnpike/sdk';
import { isOwnStorage } from './storage.js';

/** Names of a cache: the slug with the machine's architecture, as it is, and without the machine. */
interface Names {
  readonly withArch: string;
  readonly full: string;
  readonly short: string;
}

function namesOf(slug: string, arch: string): Names {
  const extras = slug.indexOf('--');
  return {
    withArch: slug.replace(/^cache/, `cache-${arch}`),
    full: slug,
    short: extras < 0 ? slug : `cache${slug.slice(extras)}`,
  };
}

function escaped(group: string): string {
  return urlPart(group).replaceAll('%2F', '/').replaceAll('%2B', '+');
}

function stripped(group: string): string {
  return group.replace(/[^\w./-]/g, '');
}

function folder(payload: JobPayload): string {
  if (isOwnStorage(payload)) return 'caches';
  const { vcs_id: vcsId, github_id: githubId, id } = payload.repository;
  return String(vcsId ?? githubId ?? id ?? '');
}

function ownGroup({ job }: JobPayload): string {
  return job.pull_request ? `PR.${job.pull_request}` : (job.branch ?? 'HEAD');
}

/** Own branch or pull request, then what it is to be merged into, then the default branch. */
function groups(payload: JobPayload): string[] {
  const { job, repository } = payload;
  const all = [ownGroup(payload)];
  if (job.pull_request && job.branch) all.push(job.branch);
  const standard = repository.default_branch;
  if (standard && standard !== job.branch) all.push(standard);
  return all;
}

/** All keys under which an archive may lie, best first, without repetition. */
export function fetchKeys(payload: JobPayload, slug: string, arch: string): string[] {
  const { withArch, full, short } = namesOf(slug, arch);
  const at = (group: string, name: string): string => `${folder(payload)}/${group}/${name}.tgz`;
  const keys = groups(payload).flatMap((group) => {
    const [plain, bare] = [escaped(group), stripped(group)];
    return [
      at(plain, withArch),
      at(bare, withArch),
      at(plain, full),
      at(plain, short),
      at(bare, full),
      at(bare, short),
    ];
  });
  return [...new Set(keys)];
}

/** The one key to which a job writes. */
export function pushKey(payload: JobPayload, slug: string, arch: string): string {
  return `${folder(payload)}/${escaped(ownGroup(payload))}/${namesOf(slug, arch).withArch}.tgz`;
}
