import {
  slugParts,
  type ListedRepository,
  type RepoIdentity,
  type Repository,
} from '@turnpike/sdk';
import { moveRepository, type StoreTransaction } from '@turnpike/sdk/store';

/**
 * The repository of a row, as its host has it now, made where it is new: switched off, until somebody switches it on.
 * undefined: another one of the host, which has no id, is called so here.
 */
export async function followListed(
  tx: StoreTransaction,
  host: string,
  row: ListedRepository,
): Promise<number | undefined> {
  const { identity, archived } = row;
  const { vcsId } = identity;
  const known = vcsId === null ? undefined : await tx.repositories.byVcsId(host, vcsId);
  if (!known) return make(tx, host, identity);
  await moveRepository(tx, known, identity);
  await tx.repositories.update(known.id, {
    private: identity.private,
    description: identity.description,
    ...(identity.defaultBranch === '' ? {} : { defaultBranch: identity.defaultBranch }),
    ...(archived ? { active: false } : {}),
    ...(identity.htmlUrl === known.htmlUrl ? {} : { htmlUrl: identity.htmlUrl }),
  });
  tx.emit('repository:changed', { repositoryId: known.id });
  return known.id;
}

async function make(
  tx: StoreTransaction,
  host: string,
  identity: RepoIdentity,
): Promise<number | undefined> {
  const { slug, ownerType, credential: _none, ...rest } = identity;
  const parts = slugParts(slug);
  const other = await tx.repositories.bySlug(slug, host);
  if (!parts || (other && !(await steppedAside(tx, other)))) return undefined;
  const owner = await tx.owners.ensure({ host, login: parts.owner, type: ownerType });
  const made = await tx.repositories.insert({
    ...rest,
    ownerId: owner.id,
    name: parts.name,
    vcsProvider: host,
    defaultBranch: identity.defaultBranch || 'main',
  });
  return made.id;
}

/** It was renamed or removed at its host: the name is another's now, and its secrets stay with it. */
async function steppedAside(
  tx: StoreTransaction,
  { id, name, vcsId }: Repository,
): Promise<boolean> {
  if (vcsId === null) return false;
  await tx.repositories.update(id, { name: `${name}-moved-${id}` });
  tx.emit('repository:changed', { repositoryId: id });
  return true;
}
