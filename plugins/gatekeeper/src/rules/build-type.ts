import type { BuildRequest, Rejection, RepositorySettings } from '@turnpike/sdk';

const SWITCHES = {
  push: ['build_pushes', 'pushes'],
  pull_request: ['build_pull_requests', 'pull requests'],
  release: ['build_releases', 'releases'],
} as const satisfies Partial<
  Record<BuildRequest['eventType'], readonly [keyof RepositorySettings, string]>
>;

/** Pushes, pull requests and releases can be switched off; API and cron requests cannot. */
export function buildType(
  request: Pick<BuildRequest, 'eventType'>,
  settings: RepositorySettings,
): Rejection | undefined {
  if (request.eventType === 'api' || request.eventType === 'cron') return undefined;
  const [setting, words] = SWITCHES[request.eventType];
  if (settings[setting]) return undefined;
  return {
    rule: 'build-type',
    message: `Build type disabled via repository settings: ${words} (${setting}).`,
  };
}
