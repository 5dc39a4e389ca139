import type { BuildNotice, JsonObject } from '@turnpike/sdk';

const COLORS: Readonly<Record<string, string>> = {
  passed: 'good',
  failed: 'attention',
  errored: 'attention',
  canceled: 'warning',
};

/** An adaptive card, as Microsoft Teams' workflows take it. */
export function teamsCard(notice: BuildNotice): JsonObject {
  const { build, repository, commit } = notice;
  const text = (words: string, more: JsonObject = {}): JsonObject => ({
    type: 'TextBlock',
    text: words,
    wrap: true,
    ...more,
  });
  const card: JsonObject = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: [
      text(`${notice.result}: ${repository.slug} #${build.number}`, {
        weight: 'bolder',
        color: COLORS[build.state] ?? 'default',
      }),
      text(`${commit.branch} · ${commit.sha.slice(0, 7)} · ${commit.authorName ?? 'unknown'}`),
      text(commit.message.split('\n', 1)[0] ?? ''),
    ],
    actions: [{ type: 'Action.OpenUrl', title: 'Open the build', url: notice.buildUrl }],
  };
  return {
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
  };
}
