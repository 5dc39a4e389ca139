import type { BuildNotice, Commit, Job, JsonObject } from '@turnpike/sdk';

/** 0 passed, 1 failed or errored, null otherwise (travis-services facts 7.6). */
function status(state: string): number | null {
  if (state === 'passed') return 0;
  return state === 'failed' || state === 'errored' ? 1 : null;
}
const time = (at: number | null): string | null =>
  at === null ? null : `${new Date(at).toISOString().slice(0, 19)}Z`;
const seconds = (ms: number | null): number | null => (ms === null ? null : Math.round(ms / 1000));

function commitPart(commit: Commit): JsonObject {
  return {
    commit: commit.sha,
    branch: commit.branch,
    message: commit.message,
    compare_url: commit.compareUrl,
    committed_at: time(commit.committedAt),
    author_name: commit.authorName,
    author_email: commit.authorEmail,
    committer_name: commit.committerName,
    committer_email: commit.committerEmail,
  };
}

function matrixPart(notice: BuildNotice, job: Job): JsonObject {
  return {
    id: job.id,
    repository_id: job.repositoryId,
    parent_id: job.buildId,
    number: job.number,
    state: job.state,
    config: withoutSecrets(job.config),
    status: status(job.state),
    result: status(job.state),
    ...commitPart(notice.commit),
    started_at: time(job.startedAt),
    finished_at: time(job.finishedAt),
    allow_failure: job.allowFailure,
  };
}

/** Encrypted values are of no use to a receiver. */
function withoutSecrets(value: unknown): JsonObject {
  const hide = (item: unknown): unknown => {
    if (Array.isArray(item)) return item.map(hide);
    if (typeof item !== 'object' || item === null) return item;
    if ('secure' in item) return '[secure]';
    return Object.fromEntries(Object.entries(item).map(([key, inner]) => [key, hide(inner)]));
  };
  return hide(value) as JsonObject;
}

/** Travis's webhook payload (travis-services facts 7.6; travis-tasks `addons/webhook/payload.rb`). */
export function webhookPayload(notice: BuildNotice): JsonObject {
  const { build, repository, commit } = notice;
  const pull = build.pullRequest;
  return {
    id: build.id,
    number: String(build.number),
    config: withoutSecrets(build.config),
    type: build.eventType,
    state: build.state,
    status: status(build.state),
    result: status(build.state),
    status_message: notice.result,
    result_message: notice.result,
    started_at: time(build.startedAt),
    finished_at: time(build.finishedAt),
    duration: seconds(build.durationMs),
    build_url: notice.buildUrl,
    commit_id: commit.id,
    base_commit: pull ? commit.sha : null,
    head_commit: pull?.headSha ?? null,
    ...commitPart(commit),
    pull_request: pull !== null,
    pull_request_number: pull?.number ?? null,
    pull_request_title: pull?.title ?? null,
    tag: build.tag,
    repository: {
      id: repository.id,
      name: repository.name,
      owner_name: repository.ownerLogin,
      url: repository.htmlUrl,
    },
    matrix: notice.jobs.map((job) => matrixPart(notice, job)),
  };
}
