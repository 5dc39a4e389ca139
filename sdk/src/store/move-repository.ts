import {
  slugParts,
  type RepoIdentity,
  type Repository,
  type StoreTransaction,
} from '@turnpike/core/contracts';

/** Where it lies and who may see it: what follows when a repository is renamed or transferred at its host. */
type Place = Pick<
  RepoIdentity,
  'slug' | 'cloneUrl' | 'sshUrl' | 'htmlUrl' | 'private' | 'ownerType'
>;

/**
 * Lets a repository follow to where its host has it now: its addresses, and its name where it was called as at its
 * host. Builds, settings, secrets and hooks stay with it. What has the new name here has left it at the host, and steps
 * aside until it is asked itself. A private one never becomes public by this. Answers what was changed, for people;
 * undefined: nothing has moved. Emits nothing. Only inside a transaction.
 * @experimental
 */
export async function moveRepository(
  tx: StoreTransaction,
  repository: Repository,
  now: Place,
): Promise<string | undefined> {
  if (!hasMoved(repository, now)) return undefined;
  const { cloneUrl, htmlUrl, sshUrl } = now;
  const { activation } = repository;
  const place = {
    ...{ cloneUrl, htmlUrl, private: repository.private || now.private },
    ...(activation?.sshUrl && sshUrl ? { activation: { ...activation, sshUrl } } : {}),
  };
  const name = isNamedAsAtHost(repository) ? await freeName(tx, repository, now) : undefined;
  await tx.repositories.update(repository.id, { ...place, ...name });
  return name
    ? `The repository is ${now.slug}.`
    : `The repository is ${now.slug} at its host; it keeps its name here.`;
}

/** Is it at another address than we have? The case of a name is one of its names. @experimental */
export function hasMoved(
  { cloneUrl }: Pick<Repository, 'cloneUrl'>,
  now: Pick<RepoIdentity, 'cloneUrl'>,
): boolean {
  return plain(cloneUrl) !== plain(now.cloneUrl);
}

const plain = (url: string): string => url.replace(/(?:\.git)?\/*$/, '');

/** People may give it a name of its own here, which is none of its host's business. */
function isNamedAsAtHost({ id, slug, cloneUrl }: Repository): boolean {
  const place = plain(cloneUrl).toLowerCase();
  const name = slug.toLowerCase().replace(new RegExp(`-moved-${id}$`), '');
  return place.endsWith(`/${name}`) || place.endsWith(`:${name}`);
}

/** What a repository is called while its name is another's and its own new one is not known yet. */
const aside = (slug: string, id: number): string => `${slug}-moved-${id}`;

/** undefined: another host's repository is called so here, and stays. */
async function freeName(
  tx: StoreTransaction,
  repository: Repository,
  { slug, ownerType }: Place,
): Promise<{ readonly ownerId: number; readonly name: string } | undefined> {
  const { owner: login, name } = slugParts(slug) ?? { owner: '', name: slug };
  const other = await tx.repositories.bySlug(slug);
  if (other && other.id !== repository.id) {
    if (other.vcsProvider !== repository.vcsProvider || other.vcsId === null) return undefined;
    await tx.repositories.update(other.id, { name: aside(other.name, other.id) });
    tx.emit('repository:changed', { repositoryId: other.id });
  }
  const owner = await tx.owners.ensure({
    host: repository.vcsProvider,
    login,
    type: ownerType,
  });
  return { ownerId: owner.id, name };
}
