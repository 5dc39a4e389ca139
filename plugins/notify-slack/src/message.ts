import { noticeLines, type BuildNotice, type JsonObject, type Target } from '@turnpike/sdk';
import type { Config } from './config.js';

const COLOURS: Readonly<Record<string, string>> = {
  passed: 'good',
  failed: 'danger',
  errored: 'danger',
};

const OF_PUSH =
  'Build <%{build_url}|#%{build_number}> (<%{compare_url}|%{commit}>) of %{repository_slug}@%{branch} by %{author} %{result} in %{duration}';
const OF_PULL_REQUEST =
  'Build <%{build_url}|#%{build_number}> (<%{compare_url}|%{commit}>) of %{repository_slug}@%{branch} in PR <%{pull_request_url}|#%{pull_request_number}> by %{author} %{result} in %{duration}';

/** A link without an address is its text alone. */
const NO_ADDRESS = /<\|([^<>|]*)>/g;
const LINK = /<([^<>|]+)\|([^<>|]*)>/g;

/** One attachment, coloured by the result. What people wrote can neither call a channel nor make a link. */
export function message(notice: BuildNotice, { data }: Target, config: Config): JsonObject {
  const usual = notice.build.pullRequest === null ? OF_PUSH : OF_PULL_REQUEST;
  const lines = noticeLines(notice, { template: data['template'], otherwise: [usual], escape });
  const text = lines.join('\n').replace(NO_ADDRESS, '$1');
  const channel = data['channel'];
  return {
    username: config.username,
    ...(config.iconUrl === undefined ? {} : { icon_url: config.iconUrl }),
    ...(typeof channel === 'string' ? { channel } : {}),
    attachments: [
      {
        fallback: text.replace(LINK, '$2'),
        text,
        color: COLOURS[notice.build.state] ?? 'warning',
        mrkdwn_in: ['text'],
      },
    ],
  };
}

const escape = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
