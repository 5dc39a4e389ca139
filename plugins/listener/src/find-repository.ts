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
  if (!found || found.vcsProvider !== provider) throw unknownRepository(identity, hint);
  if (identity.vcsId !== null && found.vcsId !== null && found.vcsId !== identity.vcsId)
    throw new InputError(
      'TURNPIKE_DELIVERY_MALFORMED',
      `The hook's URL is that of ${found.slug}, the delivery speaks of ${identity.slug}.`,
      { wayOut: 'Give each repository the URL that its settings page shows.' },
    );
  return found;
}

async function lookUp(
  { repositories }: Pick<Store, 'repositories'>,
  provider: string,
  hint: string | null,
  { vcsId, slug }: RepoIdentity,
): Promise<Repository | undefined> {
  if (hint !== null && /^[1-9]\d{0,15}$/.test(hint)) return repositories.get(Number(hint));
  const byId = vcsId === null ? undefined : await repositories.byVcsId(provider, vcsId);
  return byId ?? (slug === '' ? undefined : repositories.bySlug(slug));
}

function unknownRepository({ slug }: RepoIdentity, hint: string | null): NotFoundError {
  const name = slug || hint || 'without a name';
  return new NotFoundError(`The repository ${name} is not known here.`, {
    wayOut: 'Add it first: turnpike repo add.',
  });
}
