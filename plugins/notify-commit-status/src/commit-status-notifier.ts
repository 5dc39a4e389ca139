import {
  ExternalHostError,
  type BuildNotice,
  type CommitStatus,
  type Notifier,
  type VcsProvider,
} from '@turnpike/sdk';
import { checkOf } from './check-of.js';
import type { CommitStatusConfig } from './config.js';

/** travis-tasks `addons/github_status/task.rb`. A canceled build is none that could be trusted. */
const STATES = {
  created: 'pending',
  started: 'pending',
  passed: 'success',
  failed: 'failure',
  errored: 'error',
  canceled: 'error',
} as const satisfies Record<BuildNotice['build']['state'], CommitStatus['state']>;

const WORDS: Readonly<Record<CommitStatus['state'], string>> = {
  pending: 'The build is in progress',
  success: 'The build passed',
  failure: 'The build failed',
  error: 'The build could not complete',
};

export function statusOf(notice: BuildNotice, context: string): CommitStatus {
  const { build, commit } = notice;
  const state = STATES[build.state];
  return {
    sha: build.pullRequest?.headSha ?? commit.sha,
    state,
    context: `${context}/${build.eventType === 'pull_request' ? 'pr' : 'push'}`,
    description: build.state === 'canceled' ? 'The build was canceled' : WORDS[state],
    targetUrl: notice.buildUrl,
    ...placeOf(notice),
  };
}

/** Where hosts keep statuses by branch, and those of a pull request where it comes from. */
function placeOf({ build, commit }: BuildNotice): Pick<CommitStatus, 'ref' | 'from'> {
  const pull = build.pullRequest;
  if (!pull) return { ref: commit.tag ?? commit.branch };
  const { headVcsId: vcsId, baseVcsId, number } = pull;
  return {
    ...(pull.headRef === '' ? {} : { ref: pull.headRef }),
    ...(vcsId !== null && vcsId !== baseVcsId ? { from: { vcsId, number } } : {}),
  };
}

/** Only for hosts that have statuses: elsewhere there is no receiver. A build has a check or a status, never both. */
export function createCommitStatusNotifier(
  providers: readonly VcsProvider[],
  { context, checks, checkName }: CommitStatusConfig,
): Notifier {
  const find = (id: unknown): VcsProvider | undefined =>
    providers.find((provider) => provider.id === id);
  return {
    id: 'commit-status',
    targets: (_entry, { repository: { vcsProvider } }) =>
      find(vcsProvider)?.setStatus ? [{ key: vcsProvider, data: { provider: vcsProvider } }] : [],
    async send(target, notice, _deliveryId, tools) {
      const provider = find(target.data['provider']);
      if (!provider?.setStatus)
        throw new ExternalHostError(
          'TURNPIKE_HOST_REFUSED',
          'This code host has no commit statuses.',
        );
      const access = await tools.access();
      const isChecked = checks && (await provider.setCheck?.(access, checkOf(notice, checkName)));
      if (!isChecked) await provider.setStatus(access, statusOf(notice, context));
    },
  };
}
