import type { BuildNotice } from '@turnpike/core/contracts';
import { inWords } from './in-words.js';

/** What `%{name}` may name in a template of `notifications:` (travis-services facts 7.4). */
export type NoticeVariable =
  | 'repository'
  | 'repository_slug'
  | 'repository_name'
  | 'build_number'
  | 'build_id'
  | 'build_url'
  | 'branch'
  | 'commit'
  | 'commit_subject'
  | 'commit_message'
  | 'author'
  | 'pull_request'
  | 'pull_request_number'
  | 'pull_request_url'
  | 'compare_url'
  | 'result'
  | 'duration'
  | 'elapsed_time'
  | 'message';

/** Their values for one build; empty where it has none. */
export function noticeVariables(notice: BuildNotice): Readonly<Record<NoticeVariable, string>> {
  const { repository, build, commit } = notice;
  const pull = build.pullRequest;
  return {
    repository: repository.slug,
    repository_slug: repository.slug,
    repository_name: repository.name,
    build_number: String(build.number),
    build_id: String(build.id),
    build_url: notice.buildUrl,
    branch: commit.branch ?? build.tag ?? '',
    commit: commit.sha.slice(0, 7),
    commit_subject: commit.message.split('\n', 1)[0] ?? '',
    commit_message: commit.message,
    author: commit.authorName ?? '',
    pull_request: String(pull !== null),
    pull_request_number: pull ? String(pull.number) : '',
    pull_request_url: pull && repository.htmlUrl ? pullRequestUrl(repository.htmlUrl, pull) : '',
    compare_url: commit.compareUrl ?? '',
    result: build.state,
    duration: inWords(build.durationMs),
    elapsed_time: inWords(notice.elapsedMs),
    message: notice.sentence,
  };
}

const pullRequestUrl = (page: string, { number }: { readonly number: number }): string =>
  `${page}/pull/${number}`;
