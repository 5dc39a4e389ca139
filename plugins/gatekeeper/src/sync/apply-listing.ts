import type { AccessLevel, Identity, ListedRepository, Sync } from '@turnpike/sdk';
import type { Store } from '@turnpike/sdk/store';
import { followListed } from './follow-listed.js';
import type { Listing } from './list-repositories.js';

/** What became of a listing. */
export type Applied = 'done' | 'partial' | 'doubted' | 'overtaken';

/** So many in one transaction: others write in between. */
const CHUNK = 200;
/** Fewer may go at once without a doubt. */
const FEW = 20;

interface Work {
  readonly store: Store;
  readonly sync: Sync;
  readonly identity: Identity;
  /** A list that is far shorter than before was so for long enough. */
  readonly isBelieved: boolean;
}

/**
 * Makes rights what the listing says. What is seen is given at once; what is not seen is taken away at the end, in one
 * transaction, and only by a list that is complete. Writes nothing that is so already. Nothing is done once a later
 * sync of the identity has begun.
 */
export async function applyListing(work: Work, listing: Listing): Promise<Applied> {
  const { store, identity } = work;
  const before = await store.syncs.rights(identity.id);
  const seen = new Set<number>();
  for (let at = 0; at < listing.rows.length; at += CHUNK) {
    const rows = listing.rows.slice(at, at + CHUNK);
    const found = await giveRights(work, rows, before);
    if (!found) return 'overtaken';
    for (const id of found) seen.add(id);
  }
  return takeRights(
    work,
    listing,
    [...before.keys()].filter((id) => !seen.has(id)),
    before.size,
  );
}

/** Ids of the repositories; undefined: a later sync has begun. */
async function giveRights(
  { store, sync, identity }: Work,
  rows: readonly ListedRepository[],
  before: ReadonlyMap<number, AccessLevel>,
): Promise<readonly number[] | undefined> {
  const ids = rows.flatMap((row) => row.identity.vcsId ?? []);
  const known = new Map(
    (await store.repositories.manyByVcsId(identity.host, ids)).map((one) => [one.vcsId, one]),
  );
  const news = rows.filter((row) => {
    const repository = known.get(row.identity.vcsId);
    return !repository || before.get(repository.id) !== row.level || differs(repository, row);
  });
  const unchanged = rows.filter((row) => !news.includes(row));
  const found = unchanged.flatMap(({ identity: { vcsId } }) => known.get(vcsId)?.id ?? []);
  if (news.length === 0) return found;
  return store.transaction(async (tx) => {
    if (!(await tx.syncs.isHeld(sync))) return undefined;
    const rights: { readonly repositoryId: number; readonly level: AccessLevel }[] = [];
    for (const row of news) {
      const repositoryId = await followListed(tx, identity.host, row);
      if (repositoryId !== undefined) rights.push({ repositoryId, level: row.level });
    }
    await tx.syncs.grant(identity.id, rights);
    return [...found, ...rights.map(({ repositoryId }) => repositoryId)];
  });
}

type Shown = Pick<
  ListedRepository['identity'],
  'cloneUrl' | 'htmlUrl' | 'private' | 'defaultBranch' | 'description'
>;

function differs(here: Shown & { readonly active: boolean }, row: ListedRepository): boolean {
  const { identity: now } = row;
  const isOther = (['cloneUrl', 'htmlUrl', 'private', 'description'] as const).some(
    (name) => here[name] !== now[name],
  );
  const branch = now.defaultBranch !== '' && here.defaultBranch !== now.defaultBranch;
  return isOther || branch || (row.archived && here.active);
}

/** Of what a list leaves out with a reason, nothing is taken away; of what it leaves out by an id alone, nothing at all. */
async function takeRights(
  { store, sync, identity, isBelieved }: Work,
  { complete, withheld }: Listing,
  missing: readonly number[],
  had: number,
): Promise<Applied> {
  if (!complete || withheld.some(({ by }) => by === 'id')) return 'partial';
  const names = withheld.map(({ account }) => account);
  const kept = await store.syncs.rightsAt(identity.id, names);
  const gone = missing.filter((id) => !kept.has(id));
  if (gone.length > FEW && gone.length * 2 > had && !isBelieved) return 'doubted';
  if (gone.length > 0) {
    const isHeld = await store.transaction(async (tx) => {
      if (!(await tx.syncs.isHeld(sync))) return false;
      await tx.syncs.withdraw(identity.id, gone);
      return true;
    });
    if (!isHeld) return 'overtaken';
  }
  return withheld.length > 0 ? 'partial' : 'done';
}
