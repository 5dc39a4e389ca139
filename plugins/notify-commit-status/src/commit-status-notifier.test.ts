import { ExternalHostError, type CommitStatus, type VcsProvider } from '@turnpike/sdk';
import { notifierConformance } from '@turnpike/sdk/conformance';
import { buildNotice } from '@turnpike/sdk/testing';
import { describe, expect, it } from 'vitest';
import { createCommitStatusNotifier, statusOf } from './commit-status-notifier.js';
import { config } from './config.js';
import { plugin } from './plugin.js';

const CONTEXT = 'continuous-integration/turnpike';
const provider = (set: VcsProvider['setStatus']): VcsProvider =>
  ({ id: buildNotice().repository.vcsProvider, ...(set ? { setStatus: set } : {}) }) as VcsProvider;

describe('statusOf', () => {
  const notice = buildNotice();
  it.each([
    ['started', 'pending'],
    ['passed', 'success'],
    ['failed', 'failure'],
    ['errored', 'error'],
    ['canceled', 'error'],
  ] as const)('%s is %s', (state, expected) => {
    expect(statusOf({ ...notice, build: { ...notice.build, state } }, CONTEXT)).toMatchObject({
      state: expected,
      context: `${CONTEXT}/push`,
      sha: notice.commit.sha,
      targetUrl: notice.buildUrl,
    });
  });

  it("a pull request's status stands at its head, under a context of its own", () => {
    const pullRequest = { headSha: 'f'.repeat(40) } as NonNullable<typeof notice.build.pullRequest>;
    const status = statusOf(
      { ...notice, build: { ...notice.build, eventType: 'pull_request', pullRequest } },
      CONTEXT,
    );
    expect(status).toMatchObject({ sha: 'f'.repeat(40), context: `${CONTEXT}/pr` });
  });
});

describe('notify-commit-status', () => {
  it('has no receiver where the host has no statuses', () => {
    expect(
      createCommitStatusNotifier([provider(undefined)], config.parse({})).targets(
        { config: {} },
        buildNotice(),
      ),
    ).toEqual([]);
  });
});

notifierConformance('commit-status', plugin.definition.notifier!, async () => {
  const set: CommitStatus[] = [];
  const away = {
    id: 'away',
    setStatus: async () => {
      throw new ExternalHostError('TURNPIKE_HOST_UNAVAILABLE', 'The host is away.');
    },
  } as unknown as VcsProvider;
  const here = provider(async (_access, status) => void set.push(status));
  return {
    notifier: createCommitStatusNotifier([here, away], config.parse({})),
    entry: { config: {} },
    received: () => set.length,
    unreachable: { key: 'away', data: { provider: 'away' } },
    dispose: async () => {},
  };
});
