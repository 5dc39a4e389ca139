import { InputError, NotFoundError, type RepoIdentity, type Repository } from '@turnpike/sdk';
import type { Store } from '@turnpike/sdk/store';

/**
 * The repository that a delivery is for: by the id in the hook's URL, by the host's own id, by name.
 * Throws NotFoundError; InputError if URL and body name different ones.
 */
export async function findRepository(
  store: Pick<Store, 'repositories'>,
  provider: string,
  hint: string | null,
  identity: RepoIdentity,
): Promise<Repository> {
  const found = await lookUp(store, provider, hint, identity);
  if (!found) throw unknownRepository(identity, hint);
  if (found.vcsProvider !== provider) {
    // To who does not know its name it is as unknown as any other.
    const isNamed = found.slug.toLowerCase() === identity.slug.toLowerCase();
    throw isNamed
      ? otherProvider(found, provider, !found.private)
      : unknownRepository(identity, hint);
  }
  if (identity.vcsId !== null && found.vcsId !== null && found.vcsId !== identity.vcsId)
    throw new InputError(
      'TURNPIKE_DELIVERY_MALFORMED',
      `The hook's URL is that of ${found.slug}, the delivery speaks of ${identity.slug}.`,
      { wayOut: 'Give each repository the URL that its settings page shows.' },
    );
  return found;
}

/** The id that the hook's URL carries; undefined: none, or another text. */
export function repositoryId(hint: string | null): number | undefined {
  return hint !== null && /^[1-9]\d{0,14}$/.test(hint) ? Number(hint) : undefined;
}

async function lookUp(
  { repositories }: Pick<Store, 'repositories'>,
  provider: string,
  hint: string | null,
  { vcsId, slug }: RepoIdentity,
): Promise<Repository | undefined> {
  const hinted = repositoryId(hint);
  if (hinted !== undefined) return repositories.get(hinted);
  const byId = vcsId === null ? undefined : await repositories.byVcsId(provider, vcsId);
  return byId ?? (slug === '' ? undefined : repositories.bySlug(slug));
}

/** A repository that has another host here than the delivery: its administrators see it among its deliveries. */
export function otherProvider(
  { id, slug, vcsProvider }: Repository,
  provider: string,
  isTold: boolean,
): OtherProvider {
  const text = `${slug} is of provider ${vcsProvider} here; this delivery is of ${provider}.`;
  return new OtherProvider(text, id, isTold);
}

export class OtherProvider extends NotFoundError {
  readonly repositoryId: number;
  /** May the sender hear of it? They know its name then, and that it is known here is no secret. */
  readonly isTold: boolean;
  constructor(message: string, repositoryId: number, isTold: boolean) {
    super(message, {
      wayOut: 'Remove the hook at that host, or add the repository anew with that provider.',
    });
    this.repositoryId = repositoryId;
    this.isTold = isTold;
  }
}

function unknownRepository({ slug }: RepoIdentity, hint: string | null): NotFoundError {
  const name = slug || hint || 'without a name';
  return new NotFoundError(`The repository ${name} is not known here.`, {
    wayOut: 'Add it first: turnpike repo add.',
  });
}
