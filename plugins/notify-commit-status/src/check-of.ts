import type {
  BuildNotice,
  CheckAnnotation,
  CheckRun,
  Job,
  JsonValue,
  NoticeMessage,
} from '@turnpike/sdk';

/** travis-hub and travis-tasks `github_check_status`: an errored build asks for somebody. */
const CONCLUSIONS = {
  ...{ created: null, started: null },
  ...{ passed: 'success', failed: 'failure', errored: 'action_required', canceled: 'cancelled' },
} as const satisfies Record<BuildNotice['build']['state'], CheckRun['conclusion']>;

const TITLES = {
  ...{ created: 'The build is waiting', started: 'The build is in progress' },
  ...{ passed: 'The build passed', failed: 'The build failed' },
  ...{ errored: 'The build could not complete', canceled: 'The build was canceled' },
} as const satisfies Record<BuildNotice['build']['state'], string>;

/** A build as a host shows it that has checks. */
export function checkOf(notice: BuildNotice, name: string): CheckRun {
  const { build, commit, buildUrl } = notice;
  const conclusion = CONCLUSIONS[build.state];
  return {
    sha: build.pullRequest?.headSha ?? commit.sha,
    name: `${name} - ${build.eventType === 'pull_request' ? 'Pull Request' : 'Push'}`,
    externalId: String(build.number),
    detailsUrl: buildUrl,
    conclusion,
    startedAt: build.startedAt,
    completedAt: conclusion === null ? null : (build.finishedAt ?? build.canceledAt),
    title: TITLES[build.state],
    summary: summaryOf(notice),
    text: textOf(notice),
    annotations: (notice.messages ?? []).flatMap(annotationOf),
  };
}

function summaryOf(notice: BuildNotice): string {
  const { build, jobs, buildUrl, sentence } = notice;
  const words = CONCLUSIONS[build.state] === null ? `${TITLES[build.state]}.` : sentence;
  return [
    `[Build #${build.number}](${buildUrl}): ${words}`,
    ...(build.reason ? [plain(build.reason)] : []),
    ...(jobs.length === 0 ? [] : [tableOf(notice)]),
  ].join('\n\n');
}

function tableOf({ jobs, stages, buildUrl }: BuildNotice): string {
  const stageOf = new Map(stages.map(({ id, name }) => [id, name] as const));
  const rows = jobs.map((job) => {
    const stage = job.stageId === null ? '' : (stageOf.get(job.stageId) ?? '');
    const cells = [
      ...[`[${job.number}](${buildUrl})`, plain(job.name ?? wordsOf(job)), plain(stage)],
      ...[job.allowFailure ? `${job.state} (allowed to fail)` : job.state, timeOf(job)],
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return ['| Job | Name | Stage | State | Time |', '| --- | --- | --- | --- | --- |', ...rows].join(
    '\n',
  );
}

/** What tells jobs of a matrix apart. */
function wordsOf({ config: { language, os } }: Job): string {
  return [language, os].filter((one) => typeof one === 'string').join(', ');
}

function timeOf({ startedAt, finishedAt }: Job): string {
  if (startedAt === null || finishedAt === null) return '';
  const seconds = Math.round((finishedAt - startedAt) / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** Names of people's are no Markdown of ours, and no new column. */
function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|#!~@]/g, '\\$&').replace(/\s+/g, ' ');
}

function textOf({ build, messages = [] }: BuildNotice): string {
  const found = messages.map(
    ({ level, key, words }) => `- **${level}** ${plain(key)}: ${plain(words)}`,
  );
  const config = JSON.stringify(withoutSecrets(build.config), null, 2);
  // More backticks than the configuration has: nothing in it ends the block.
  const fence = '`'.repeat(
    Math.max(3, ...(config.match(/`+/g) ?? []).map(({ length }) => length + 1)),
  );
  return [
    ...(found.length === 0 ? [] : ['### Configuration messages', found.join('\n')]),
    ...['### Build configuration', `${fence}json\n${config}\n${fence}`],
  ].join('\n\n');
}

/** Encrypted ones are long and say nothing. */
function withoutSecrets(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value);
  if (entries.length === 1 && entries[0]![0] === 'secure') return '[secure]';
  return Object.fromEntries(entries.map(([key, one]) => [key, withoutSecrets(one)]));
}

const LEVELS = {
  ...{ alert: 'failure', error: 'failure', warn: 'warning', info: 'notice', hint: 'notice' },
} as const satisfies Record<NoticeMessage['level'], CheckAnnotation['level']>;

/** Only what stands in a line of the repository. */
function annotationOf({ level, key, words, path, line }: NoticeMessage): CheckAnnotation[] {
  if (path === null || line === null) return [];
  return [{ path, line, level: LEVELS[level], title: key, message: words }];
}
