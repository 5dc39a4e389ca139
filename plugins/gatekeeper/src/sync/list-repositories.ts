import {
  slugParts,
  type AccountAccess,
  type ListedRepository,
  type RepositoryPage,
  type VcsProvider,
  type WithheldAccount,
} from '@turnpike/sdk';

/** All that a host has listed, in one piece. */
export interface Listing {
  /** One a repository. */
  readonly rows: readonly ListedRepository[];
  /** false: rights that it does not show may be there. */
  readonly complete: boolean;
  readonly withheld: readonly WithheldAccount[];
}

/** Told after each page; answers whether to go on. */
type OnPage = (seen: {
  readonly repositories: number;
  readonly owners: number;
}) => Promise<boolean>;

/** A host whose pages go on for ever is not followed. */
const MOST_PAGES = 5_000;

/** Reads every page; undefined: it was told to stop. A page that fails throws: half a list is none. */
export async function listRepositories(
  provider: VcsProvider,
  access: AccountAccess,
  onPage: OnPage,
): Promise<Listing | undefined> {
  const rows = new Map<string, ListedRepository>();
  const withheld = new Map<string, WithheldAccount>();
  let complete = true;
  let page: string | null = null;
  for (let pages = 0; ; pages++) {
    const found: RepositoryPage | undefined = await provider.repositories?.(access, page);
    for (const row of found?.rows ?? []) rows.set(row.identity.vcsId ?? row.identity.slug, row);
    for (const one of found?.withheld ?? []) withheld.set(one.account, one);
    complete &&= found?.complete === true;
    if (!(await onPage({ repositories: rows.size, owners: ownersOf(rows) }))) return undefined;
    page = found?.next ?? null;
    if (page === null) break;
    if (pages >= MOST_PAGES) return { ...listed(rows, withheld), complete: false };
  }
  return { ...listed(rows, withheld), complete };
}

const listed = (
  rows: ReadonlyMap<string, ListedRepository>,
  withheld: ReadonlyMap<string, WithheldAccount>,
) => ({ rows: [...rows.values()], withheld: [...withheld.values()] });

function ownersOf(rows: ReadonlyMap<string, ListedRepository>): number {
  return new Set([...rows.values()].map(({ identity }) => ownerOf(identity.slug))).size;
}

const ownerOf = (slug: string): string | undefined => slugParts(slug)?.owner.toLowerCase();
