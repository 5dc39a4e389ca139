import type {
  Missed,
  MissedEvent,
  RepoAccess,
  RepoEvent,
  RepoIdentity,
  Told,
} from '@turnpike/core/contracts';

/** Ref → commit at the last look. @stable */
export type Refs = ReadonlyMap<string, string>;

/** Events of one look; the rest stays for the next, so that a push of thousands of refs is no flood. */
const MOST_EVENTS = 50;
const BRANCH = 'refs/heads/';
const TAG = 'refs/tags/';

/**
 * For VcsProviders' `missed`: compares the refs with those of the cursor. At first sight of a repository only its default branch
 * is built. What was told since the cursor counts as seen. The cursor answered covers exactly the events answered.
 * @stable
 */
export function compareRefs(
  r: RepoAccess,
  cursor: string | null,
  now: Refs,
  told?: Pick<Told, 'refs'>,
): Missed {
  const seen = readCursor(cursor);
  if (!seen) return { events: firstSight(r, now), cursor: writeCursor(now) };
  const before = new Map([...seen, ...Object.entries(told?.refs ?? {})]);
  const changed = changes(before, now);
  const taken = changed.slice(0, MOST_EVENTS);
  const covered = new Map(before);
  for (const change of taken)
    if (change.after) covered.set(change.ref, change.after);
    else covered.delete(change.ref);
  return { events: taken.map((change) => eventOf(r, change)), cursor: writeCursor(covered) };
}

interface Change {
  readonly ref: string;
  readonly before: string | null;
  /** null: deleted. */
  readonly after: string | null;
}

/** Branches before tags: a release's branch is built first. */
function changes(before: Refs, now: Refs): readonly Change[] {
  const moved = [...now].filter(([ref, sha]) => before.get(ref) !== sha);
  const gone = [...before.keys()].filter((ref) => !now.has(ref));
  return [
    ...moved.map(([ref, after]) => ({ ref, before: before.get(ref) ?? null, after })),
    ...gone.map((ref) => ({ ref, before: before.get(ref) ?? null, after: null })),
  ].sort((a, b) => Number(a.ref.startsWith(TAG)) - Number(b.ref.startsWith(TAG)));
}

function firstSight(r: RepoAccess, now: Refs): readonly MissedEvent[] {
  const ref = `${BRANCH}${r.repository.defaultBranch}`;
  const after = now.get(ref);
  return after ? [eventOf(r, { ref, before: null, after })] : [];
}

function eventOf(r: RepoAccess, change: Change): MissedEvent {
  const guid = `${change.ref} ${change.before ?? '-'} ${change.after ?? '-'}`;
  return { guid, event: refEvent(identityOf(r), change) };
}

/** What the change of one branch or tag means. @stable */
export function refEvent(
  repository: RepoIdentity,
  change: Change,
  sender: string | null = null,
): RepoEvent {
  const tag = change.ref.startsWith(TAG) ? change.ref.slice(TAG.length) : null;
  const branch = tag ?? change.ref.slice(BRANCH.length);
  const base = { repository, event: 'push' };
  if (change.after === null)
    return { ...base, kind: tag ? 'tag_deleted' : 'branch_deleted', name: branch, sender };
  return {
    ...base,
    kind: 'push',
    ref: change.ref,
    branch,
    tag,
    sha: change.after,
    beforeSha: change.before,
    commitMessage: null,
    compareUrl: null,
    sender,
  };
}

/** A repository that we have, as its host would name it. @stable */
export function identityOf(r: RepoAccess): RepoIdentity {
  const { vcsId, slug, cloneUrl, htmlUrl, fork, defaultBranch, description } = r.repository;
  const { private: isPrivate } = r.repository;
  const rest = { private: isPrivate, fork, defaultBranch, description };
  return { vcsId, slug, cloneUrl, htmlUrl, ...rest, ownerType: 'user' };
}

function readCursor(cursor: string | null): Refs | undefined {
  if (cursor === null) return undefined;
  const record = JSON.parse(cursor) as { readonly refs: Readonly<Record<string, string>> };
  return new Map(Object.entries(record.refs));
}

function writeCursor(refs: Refs): string {
  const sorted = [...refs].sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify({ refs: Object.fromEntries(sorted) });
}
