import type { Build, BuildNotice, Commit, Job, Stage } from '@turnpike/core/contracts';
import { repositoryRecord } from './repository.js';

const AT = Date.UTC(2026, 10, 23, 12, 0, 0);

/** A commit record with every field set; give what matters to the test. @stable */
export function commitRecord(patch: Partial<Commit> = {}): Commit {
  return {
    id: 1,
    repositoryId: 1,
    sha: '0123456789abcdef0123456789abcdef01234567',
    ref: 'refs/heads/main',
    branch: 'main',
    tag: null,
    message: 'Make it work',
    compareUrl: null,
    authorName: 'Ada',
    authorEmail: 'ada@example.com',
    committerName: 'Ada',
    committerEmail: 'ada@example.com',
    committedAt: AT,
    ...patch,
  };
}

/** A build record with every field set: number 1, passed. @stable */
export function buildRecord(patch: Partial<Build> = {}): Build {
  return {
    id: 1,
    repositoryId: 1,
    ownerId: 1,
    requestId: 1,
    commitId: 1,
    number: 1,
    state: 'passed',
    previousState: null,
    eventType: 'push',
    branch: 'main',
    tag: null,
    pullRequest: null,
    sender: 'ada',
    private: false,
    fastFinish: false,
    configError: false,
    autoCanceledBy: null,
    config: {},
    durationMs: 60_000,
    reason: null,
    version: 1,
    createdAt: AT,
    startedAt: AT,
    finishedAt: AT + 60_000,
    canceledAt: null,
    restartedAt: null,
    ...patch,
  };
}

/** A job record with every field set: 1.1, passed. @stable */
export function jobRecord(patch: Partial<Job> = {}): Job {
  return {
    id: 1,
    buildId: 1,
    stageId: null,
    repositoryId: 1,
    ownerId: 1,
    number: '1.1',
    stageNumber: '1.1',
    name: null,
    state: 'passed',
    allowFailure: false,
    config: {},
    needs: { os: 'linux', arch: 'amd64', labels: [] },
    trust: 'full',
    priority: 0,
    queue: 'default',
    run: 1,
    resets: 0,
    reason: null,
    cancelRequestedAt: null,
    version: 1,
    createdAt: AT,
    queuedAt: AT,
    receivedAt: AT,
    startedAt: AT,
    finishedAt: AT + 60_000,
    restartedAt: null,
    restartedBy: null,
    ...patch,
  };
}

/** What a notifier is told of a build that passed; give what matters to the test. @stable */
export function buildNotice(patch: Partial<BuildNotice> = {}): BuildNotice {
  const stages: readonly Stage[] = [];
  return {
    event: 'finished',
    repository: repositoryRecord(),
    build: buildRecord(),
    commit: commitRecord(),
    stages,
    jobs: [jobRecord()],
    people: [],
    result: 'Passed',
    sentence: 'The build passed.',
    buildUrl: 'https://ci.example.com/owner/repo/builds/1',
    repositoryUrl: 'https://ci.example.com/owner/repo',
    elapsedMs: 60_000,
    ...patch,
  };
}
