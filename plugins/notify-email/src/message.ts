import type { BuildNotice } from '@turnpike/sdk';

export interface Message {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** `1 min 5 sec` (travis-services facts 7.4). */
export function duration(ms: number | null): string {
  if (ms === null) return '';
  const seconds = Math.round(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  return minutes > 0 ? `${minutes} min ${seconds % 60} sec` : `${seconds} sec`;
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
const escape = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/** `<Result>: slug#n (branch - sha)`, crons marked (travis-services facts 7.5). */
function subjectOf({ result, repository, build, commit }: BuildNotice): string {
  const cron = build.eventType === 'cron' ? '[CRON] ' : '';
  return oneLine(
    `${cron}${result}: ${repository.slug}#${build.number} (${commit.branch} - ${commit.sha.slice(0, 7)})`,
  );
}

type Fact = readonly [name: string, value: string];

function factsOf({ build, commit, elapsedMs }: BuildNotice): readonly Fact[] {
  const facts: readonly Fact[] = [
    ['Status', build.state],
    ['Branch', commit.branch],
    ['Commit', `${commit.sha.slice(0, 7)} ${oneLine(commit.message.split('\n', 1)[0] ?? '')}`],
    ['Author', commit.authorName ?? ''],
    ['Took', duration(elapsedMs)],
    ['Why', build.reason ?? ''],
  ];
  return facts.filter(([, value]) => value !== '');
}

function jobsOf({ jobs }: BuildNotice): readonly string[] {
  return jobs
    .filter((job) => job.state !== 'passed')
    .map(
      (job) =>
        `${job.number}${job.name === null ? '' : ` ${job.name}`}: ${job.state}${job.allowFailure ? ' (allowed)' : ''}${job.reason === null ? '' : `, ${job.reason}`}`,
    );
}

const STOP = 'No more mail about this repository';

export function messageOf(notice: BuildNotice): Message {
  const facts = factsOf(notice);
  const jobs = jobsOf(notice);
  const text = [
    notice.sentence,
    '',
    ...facts.map(([name, value]) => `${name}: ${value}`),
    ...(jobs.length > 0 ? ['', 'Jobs that did not pass:', ...jobs.map((job) => `  ${job}`)] : []),
    '',
    notice.buildUrl,
    '',
    ...(notice.unsubscribe ? [`${STOP}: ${notice.unsubscribe.pageUrl}`, ''] : []),
  ].join('\n');
  const rows = facts
    .map(
      ([name, value]) => `<tr><th align="left">${escape(name)}</th><td>${escape(value)}</td></tr>`,
    )
    .join('');
  const list =
    jobs.length > 0
      ? `<p>Jobs that did not pass:</p><ul>${jobs.map((job) => `<li>${escape(job)}</li>`).join('')}</ul>`
      : '';
  const stop = notice.unsubscribe
    ? `<p style="font-size:13px"><a href="${escape(notice.unsubscribe.pageUrl)}">${STOP}</a></p>`
    : '';
  const html = `<!doctype html><html><body style="font:16px/1.5 sans-serif"><h1 style="font-size:20px">${escape(subjectOf(notice))}</h1><p>${escape(notice.sentence)}</p><table cellpadding="4">${rows}</table>${list}<p><a href="${escape(notice.buildUrl)}">Open the build</a></p>${stop}</body></html>`;
  return { subject: subjectOf(notice), text, html };
}
