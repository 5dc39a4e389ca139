import { createHash } from 'node:crypto';
import type { NotifierEntry, Target } from '@turnpike/sdk';

/** One receiver of an entry: a URL, or `{url, msteams}`. */
export interface WebhookTarget extends Target {
  readonly data: { readonly url: string; readonly msteams: boolean };
}

/** `urls` as text, comma-separated text, a map or a list of these (travis-services facts 7.2 and 7.5). */
export function targetsOf({ config }: NotifierEntry): readonly WebhookTarget[] {
  const isTeams = config['msteams'] === true;
  const targets = [config['urls']].flat().flatMap((item) => fromItem(item, isTeams));
  return [...new Map(targets.map((target) => [target.key, target])).values()];
}

function fromItem(item: unknown, isTeams: boolean): readonly WebhookTarget[] {
  if (typeof item === 'string') {
    return item
      .split(',')
      .map((url) => url.trim())
      .filter((url) => url !== '')
      .map((url) => target(url, isTeams));
  }
  if (typeof item !== 'object' || item === null) return [];
  const { url, msteams } = item as { readonly url?: unknown; readonly msteams?: unknown };
  return typeof url === 'string' ? [target(url, isTeams || msteams === true)] : [];
}

/** The URL may itself be the secret: the key shows its host and tells URLs of one host apart. */
function target(url: string, msteams: boolean): WebhookTarget {
  const host = URL.canParse(url) ? new URL(url).host : 'invalid';
  const mark = createHash('sha256').update(url).digest('hex').slice(0, 8);
  return { key: `${host} ${mark}`, data: { url, msteams } };
}
