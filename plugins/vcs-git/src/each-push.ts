import type { MissedEvent } from '@turnpike/sdk';
import type { OpenRepo } from './open-repo.js';
import { isFullSha } from './refs.js';

/** Of one ref at one look; what was pushed before them is left to the newest. */
const MOST_PUSHES = 20;
const FORMAT = '%H %gs';

/**
 * Looking sees what a ref leads to, not how it came there. Where a repository of this machine keeps a log of its refs,
 * git has noted each push there (as `push`, unlike commits that are made in it): each is told, the first one first.
 * Without that log the commits between two looks are told as the one push that can be seen, of the newest.
 */
export async function eachPush(
  repo: Pick<OpenRepo, 'local' | 'read'>,
  events: readonly MissedEvent[],
): Promise<readonly MissedEvent[]> {
  if (!repo.local) return events;
  return (await Promise.all(events.map(async (one) => pushesOf(repo, one)))).flat();
}

async function pushesOf(
  repo: Pick<OpenRepo, 'read'>,
  missed: MissedEvent,
): Promise<readonly MissedEvent[]> {
  const { event } = missed;
  if (event.kind !== 'push' || event.beforeSha === null) return [missed];
  const between = await loggedBetween(repo, event.ref, event.beforeSha, event.sha);
  return chain(event, between).map((push) => ({
    guid: guidOf(push),
    event: { ...event, ...push },
  }));
}

interface Push {
  readonly ref: string;
  readonly beforeSha: string | null;
  readonly sha: string | null;
}

function chain({ ref, beforeSha, sha: last }: Push, between: readonly string[]): readonly Push[] {
  const shas = [...between, last];
  return shas.map((sha, at) => ({ ref, sha, beforeSha: shas[at - 1] ?? beforeSha }));
}

function guidOf({ ref, beforeSha, sha }: Push): string {
  return `${ref} ${beforeSha ?? '-'} ${sha ?? '-'}`;
}

/** What was pushed after `before` and before `after`, the first one first. */
async function loggedBetween(
  repo: Pick<OpenRepo, 'read'>,
  ref: string,
  before: string,
  after: string | null,
): Promise<readonly string[]> {
  const args = ['log', '-g', `--max-count=${MOST_PUSHES + 2}`, `--format=${FORMAT}`];
  const text = await repo.read([...args, '--end-of-options', ref, '--']).catch(() => '');
  const lines = text.split('\n').filter((line) => line !== '');
  const entries = lines.map((line) => ({
    sha: line.slice(0, line.indexOf(' ')),
    how: line.slice(line.indexOf(' ') + 1),
  }));
  const newest = entries.findIndex(({ sha }) => sha === after);
  const oldest = entries.findIndex(({ sha }, at) => at > newest && sha === before);
  if (newest < 0 || oldest < 0) return [];
  const pushed = entries.slice(newest + 1, oldest).filter(({ how }) => how === 'push');
  return pushed
    .map(({ sha }) => sha)
    .filter(isFullSha)
    .toReversed();
}
