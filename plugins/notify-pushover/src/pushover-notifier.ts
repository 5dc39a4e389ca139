import {
  noticeLines,
  postNotice,
  type BuildNotice,
  type Notifier,
  type Outbound,
  type Target,
} from '@turnpike/sdk';
import type { Config } from './config.js';
import { usersOf } from './users.js';

const USUAL = [
  '%{repository}#%{build_number} (%{branch} - %{commit} : %{author}): the build has %{result}',
];
/** What Pushover takes of a message, in characters. */
const MOST = 1_024;

export function createPushoverNotifier(outbound: Outbound, { url }: Config): Notifier {
  return {
    id: 'pushover',
    targets: (entry) => usersOf(entry),
    async send(target, notice, _deliveryId, tools) {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const body = new URLSearchParams(message(notice, target)).toString();
      await postNotice(outbound, { url, headers, body, target, tools });
    },
  };
}

function message(notice: BuildNotice, { data }: Target): Record<string, string> {
  const lines = noticeLines(notice, { template: data['template'], otherwise: USUAL });
  const isBad = notice.build.state === 'failed' || notice.build.state === 'errored';
  return {
    token: String(data['token']),
    user: String(data['user']),
    message: [...lines.join('\n')].slice(0, MOST).join(''),
    title: `${notice.result}: ${notice.repository.slug} #${notice.build.number}`,
    url: notice.buildUrl,
    url_title: 'The build',
    ...(isBad ? { sound: 'falling' } : {}),
  };
}
