import type {
  Build,
  PayloadBuild,
  PayloadJob,
  PayloadRepository,
  PullRequest,
  Repository,
} from '@turnpike/sdk';
import { vcsTypeOf } from '@turnpike/sdk/platform';
import type { JobRecords } from './assemble-payload.js';

/** Travis's names of repository kinds; plain git has none. */
export function vcsType(kind: string): string | null {
  return kind === 'git' ? null : vcsTypeOf(kind, 'Repository');
}

/** `kind`: of its host. */
export function payloadRepository(repository: Repository, kind: string): PayloadRepository {
  const { id, slug, vcsId, cloneUrl } = repository;
  return {
    id,
    slug,
    github_id: kind === 'github' ? vcsId : null,
    vcs_id: vcsId,
    vcs_type: vcsType(kind),
    server_type: 'git',
    source_host: hostOf(cloneUrl),
    source_url: cloneUrl,
    private: repository.private,
    default_branch: repository.defaultBranch,
    description: repository.description,
  };
}

/** `github.com` of a URL or of `git@github.com:a/b`; null for a path. */
export function hostOf(cloneUrl: string): string | null {
  if (URL.canParse(cloneUrl)) return new URL(cloneUrl).hostname || null;
  return /^(?:[^@/]+@)?([^:/]+):/.exec(cloneUrl)?.[1] ?? null;
}

export function payloadSource(build: Build): PayloadBuild {
  const { id, number, eventType, previousState } = build;
  return { id, number, event_type: eventType, previous_state: previousState };
}

/** `hasRemoved`: something secure was left out, which the script tells its reader. */
export function payloadJob(records: JobRecords, mayHave: boolean, hasRemoved: boolean): PayloadJob {
  const { job, build, commit, stageName } = records;
  const { pullRequest } = build;
  return {
    id: job.id,
    number: job.number,
    commit: commit.sha,
    commit_range: commitRange(records),
    commit_message: commit.message,
    branch: build.branch,
    ref: pullRequest ? commit.ref : null,
    tag: build.tag,
    pull_request: pullRequest ? pullRequest.number : false,
    state: job.state,
    secure_env_enabled: mayHave,
    secure_env_removed: !mayHave && hasRemoved,
    allow_failure: job.allowFailure,
    name: job.name,
    stage_name: stageName,
    queued_at: isoTime(job.queuedAt),
    restarted_at: isoTime(job.restartedAt),
    restarted_by: records.restartedBy,
    ...(pullRequest ? pullRequestParts(pullRequest) : {}),
  };
}

function pullRequestParts(pullRequest: PullRequest): Partial<PayloadJob> {
  return {
    pull_request_head_branch: pullRequest.headRef,
    pull_request_head_sha: pullRequest.headSha,
    pull_request_head_slug: pullRequest.headSlug,
    pull_request_head_url: pullRequest.headUrl,
    pull_request_base_ref: pullRequest.baseRef,
    pull_request_base_sha: pullRequest.baseSha ?? null,
    pull_request_base_slug: pullRequest.baseSlug,
    pull_request_is_draft: pullRequest.draft,
  };
}

const NO_COMMIT = /^0+$/;

/** `from...to`: what the request names, else the end of the comparison's URL. */
function commitRange({ request, commit }: JobRecords): string | null {
  const from = request?.beforeSha;
  if (from && !NO_COMMIT.test(from)) return `${from}...${commit.sha}`;
  return /\/([0-9a-f]+\^*\.\.\.[0-9a-f]+\^*)$/.exec(commit.compareUrl ?? '')?.[1] ?? null;
}

function isoTime(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
