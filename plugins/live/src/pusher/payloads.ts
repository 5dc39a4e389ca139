/** What an event tells of its build or job: rows as they are now, without configuration (travis-api facts 11). */
import type { Build, Commit, Job, Repository } from '@turnpike/sdk';
import type { Store } from '@turnpike/sdk/store';

export interface Told {
  readonly repositoryId: number;
  /** Of an event of a job. */
  readonly jobId?: number;
  readonly data: object;
}

const time = (at: number | null): string | null =>
  at === null ? null : new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');
const seconds = (ms: number | null): number | null => (ms === null ? null : Math.round(ms / 1000));

/** undefined: it is gone. */
export async function tellJob(store: Store, jobId: number): Promise<Told | undefined> {
  const job = await store.jobs.get(jobId);
  const build = job && (await store.builds.get(job.buildId));
  const repository = job && (await store.repositories.get(job.repositoryId));
  if (!job || !build || !repository) return undefined;
  const commit = await store.commits.get(build.commitId);
  const data = { ...jobOf(job, repository, build), commit: commitOf(commit, build) };
  return { repositoryId: repository.id, jobId, data };
}

export async function tellBuild(store: Store, buildId: number): Promise<Told | undefined> {
  const build = await store.builds.get(buildId);
  const repository = build && (await store.repositories.get(build.repositoryId));
  if (!build || !repository) return undefined;
  const commit = commitOf(await store.commits.get(build.commitId), build);
  const jobIds = (await store.jobs.idsOfBuilds([buildId])).get(buildId) ?? [];
  const data = {
    build: { ...buildOf(build), job_ids: jobIds, ...commit, id: buildId },
    commit,
    repository: repositoryOf(repository, build),
  };
  return { repositoryId: repository.id, data };
}

function jobOf(job: Job, repository: Repository, { commitId }: Build) {
  return {
    id: job.id,
    repository_id: job.repositoryId,
    repository_slug: repository.slug,
    repository_private: repository.private,
    build_id: job.buildId,
    commit_id: commitId,
    log_id: job.id,
    number: job.number,
    state: job.state,
    started_at: time(job.startedAt),
    finished_at: time(job.finishedAt),
    queue: job.queue,
    allow_failure: job.allowFailure,
  };
}

function buildOf(build: Build) {
  return {
    id: build.id,
    repository_id: build.repositoryId,
    commit_id: build.commitId,
    number: String(build.number),
    event_type: build.eventType,
    pull_request: build.pullRequest !== null,
    pull_request_title: build.pullRequest?.title ?? null,
    pull_request_number: build.pullRequest?.number ?? null,
    state: build.state,
    started_at: time(build.startedAt),
    finished_at: time(build.finishedAt),
    duration: seconds(build.durationMs),
  };
}

function commitOf(commit: Commit | undefined, { branch }: Build) {
  if (!commit) return null;
  return {
    id: commit.id,
    sha: commit.sha,
    branch,
    message: commit.message.slice(0, MOST_MESSAGE),
    committed_at: time(commit.committedAt),
    author_name: commit.authorName,
    author_email: null,
    committer_name: commit.committerName,
    committer_email: null,
    compare_url: commit.compareUrl,
  };
}
/** A frame is small: the whole message is in the API. */
const MOST_MESSAGE = 2_000;

function repositoryOf(repository: Repository, build: Build) {
  const { id, slug, description, active, defaultBranch, lastBuildId } = repository;
  return {
    id,
    slug,
    description,
    private: repository.private,
    active,
    github_language: null,
    default_branch: { name: defaultBranch },
    last_build_id: lastBuildId,
    last_build_number: String(build.number),
    last_build_state: build.state,
    last_build_duration: seconds(build.durationMs),
    last_build_started_at: time(build.startedAt),
    last_build_finished_at: time(build.finishedAt),
    current_build_id: repository.currentBuildId,
  };
}
