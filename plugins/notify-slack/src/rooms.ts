import { createHash } from 'node:crypto';
import type { BuildNotice, NotifierEntry, Target } from '@turnpike/sdk';

/** `account:token`, with `#channel` where it is not the hook's own (travis-services facts 7.5). */
const OF_ACCOUNT = /^([\w.-]+):([^\s#/]+)(?:#(\S+))?$/;
/** The address of an incoming hook, of Slack or of what takes its messages. */
const OF_HOOK = /^(https?:\/\/[^\s#]+)(?:#(\S+))?$/;

/** Receivers of an entry: none where it tells of no pull request and this is one. */
export function roomsOf(
  { config }: NotifierEntry,
  { build }: Pick<BuildNotice, 'build'>,
  hook: string,
): readonly Target[] {
  if (build.pullRequest !== null && config['on_pull_requests'] === false) return [];
  const texts = [config['rooms']].flat().filter((room) => typeof room === 'string');
  const rooms = new Set(texts.flatMap((text) => text.split(',')).map((room) => room.trim()));
  const template = [config['template']].flat().filter((line) => typeof line === 'string');
  const targets = [...rooms].filter((room) => room !== '').map((room) => roomOf(room, hook));
  return targets.map(({ key, data }) => ({ key, data: { ...data, template } }));
}

/** Both forms hold a token: the key names the room without it, and tells rooms of one account apart. */
function roomOf(room: string, hook: string): Target {
  const mark = createHash('sha256').update(room).digest('hex').slice(0, 8);
  const [, url, at] = OF_HOOK.exec(room) ?? [];
  if (url !== undefined && URL.canParse(url))
    return target(`${new URL(url).host}${named(at)} ${mark}`, url, at);
  const [, account, token, channel] = OF_ACCOUNT.exec(room) ?? [];
  if (account === undefined || token === undefined)
    return { key: `unreadable room ${mark}`, data: {} };
  const address = `${hook.replace('{account}', account)}?token=${encodeURIComponent(token)}`;
  return target(`${account}${named(channel)} ${mark}`, address, channel);
}

const named = (channel: string | undefined): string => (channel ? `#${channel}` : '');

function target(key: string, url: string, channel: string | undefined): Target {
  if (!channel) return { key, data: { url } };
  // `#@ada` is Ada herself.
  return { key, data: { url, channel: channel.startsWith('@') ? channel : `#${channel}` } };
}
