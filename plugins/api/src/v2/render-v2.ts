/** Objects as version 2 has them: flat, with ids in place of what is beside them (travis-api facts 10). */
import type { Build, BuildRequest, Commit, JsonObject, Repository, User } from '@turnpike/sdk';
import type { JobBrief } from '@turnpike/sdk/store';
import { time } from '../envelope/times.js';
import { hideSecrets } from '../render/hide-secrets.js';
import type { Wire } from '../render/render.js';

const seconds = (ms: number | null): number | null => (ms === null ? null : Math.round(ms / 1000));

/** `last`: its newest build. Without one the state is an empty text, as clients expect. */
export function repoV2(repository: Repository, last: Build | undefined): Wire {
  return {
    id: repository.id,
    slug: repository.slug,
    description: repository.description,
    private: repository.private,
    active: repository.active,
    last_build_id: last?.id ?? null,
    last_build_number: last ? String(last.number) : null,
    last_build_state: last?.state ?? '',
    last_build_duration: seconds(last?.durationMs ?? null),
    last_build_language: null,
    last_build_started_at: time(last?.startedAt ?? null),
    last_build_finished_at: time(last?.finishedAt ?? null),
    github_language: null,
  };
}

export function buildV2(build: Build, jobIds: readonly number[]): Wire {
  return {
    ...runOf(build),
    id: build.id,
    repository_id: build.repositoryId,
    commit_id: build.commitId,
    number: String(build.number),
    event_type: build.eventType,
    ...pullOf(build),
    pull_request: build.pullRequest !== null,
    config: hideSecrets(build.config),
    duration: seconds(build.durationMs),
    job_ids: jobIds,
  };
}

/** In the place of a branch: the newest build of it. */
export function branchV2(build: Build, jobIds: readonly number[]): Wire {
  const { event_type: _event, pull_request_title: _title, ...rest } = buildV2(build, jobIds);
  return rest;
}

export interface JobPartsV2 {
  readonly repository: Repository | undefined;
  readonly build: Build;
  /** undefined: those of this answer are too much together. */
  readonly config: JsonObject | undefined;
}

/** The log of a job has the job's id. */
export function jobV2(job: JobBrief, { repository, build, config = {} }: JobPartsV2): Wire {
  return {
    ...runOf(job),
    id: job.id,
    repository_id: job.repositoryId,
    repository_slug: repository?.slug ?? null,
    stage_id: job.stageId,
    build_id: job.buildId,
    commit_id: build.commitId,
    log_id: job.id,
    number: job.number,
    config: hideSecrets(config),
    queue: job.queue,
    allow_failure: job.allowFailure,
    tags: null,
    annotation_ids: [],
  };
}

function runOf(of: Build | JobBrief): Wire {
  const { state, startedAt, finishedAt } = of;
  return { state, started_at: time(startedAt), finished_at: time(finishedAt) };
}

function pullOf({ pullRequest }: Build | BuildRequest): Wire {
  return {
    pull_request_title: pullRequest?.title ?? null,
    pull_request_number: pullRequest?.number ?? null,
  };
}

/** Addresses of people are not shown, as in version 3. */
export function commitV2(commit: Commit | undefined, build: Build): Wire | null {
  if (!commit) return null;
  return {
    id: commit.id,
    sha: commit.sha,
    branch: build.branch,
    branch_is_default: null,
    tag: build.tag,
    message: commit.message,
    committed_at: time(commit.committedAt),
    author_name: commit.authorName,
    author_email: null,
    committer_name: commit.committerName,
    committer_email: null,
    compare_url: commit.compareUrl,
    pull_request_number: build.pullRequest?.number ?? null,
  };
}

const RESULTS: Readonly<Record<string, string>> = { approved: 'accepted', rejected: 'rejected' };

export function requestV2(request: BuildRequest): Wire {
  return {
    id: request.id,
    repository_id: request.repositoryId,
    commit_id: request.commitId,
    build_id: request.buildId,
    created_at: time(request.createdAt),
    owner_id: request.ownerId,
    owner_type: null,
    event_type: request.eventType,
    base_commit: request.beforeSha,
    head_commit: request.pullRequest?.headSha ?? request.sha,
    result: RESULTS[request.result ?? ''] ?? null,
    message: request.message,
    ...pullOf(request),
    pull_request: request.pullRequest !== null,
    branch: request.branch,
    tag: request.tag,
  };
}

export function userV2(user: User): Wire {
  return {
    id: user.id,
    name: user.name,
    login: user.login,
    email: user.email,
    gravatar_id: null,
    avatar_url: null,
    locale: null,
    is_syncing: false,
    synced_at: null,
    correct_scopes: true,
    created_at: time(user.createdAt),
    first_logged_in_at: null,
    channels: [`private-user-${user.id}`],
    vcs_type: 'GithubUser',
  };
}
