import type { Repository, VcsProvider } from '@turnpike/sdk';
import { hasMoved, moveRepository, openHostAccess } from '@turnpike/sdk/store';
import type { Context } from './context.js';

/**
 * Asks the host where the repository of its id is now, and lets ours follow: no delivery need have told of a rename or
 * transfer, and another repository may have the old name meanwhile. Answers ours as it is then.
 * Throws what the provider throws.
 */
export async function followMove(
  { deps, log }: Pick<Context, 'deps' | 'log'>,
  provider: VcsProvider,
  repository: Repository,
): Promise<Repository> {
  if (!provider.locate || repository.vcsId === null) return repository;
  const now = await provider.locate(await openHostAccess(deps, repository));
  if (!hasMoved(repository, now)) return repository;
  const moved = await deps.store.transaction(async (tx) => {
    const known = await tx.repositories.get(repository.id);
    if (!known || !(await moveRepository(tx, known, now))) return known;
    tx.emit('repository:changed', { repositoryId: known.id });
    return tx.repositories.get(known.id);
  });
  log.info(
    { repositoryId: repository.id, from: repository.slug, to: now.slug },
    'a repository has moved at its host',
  );
  return moved ?? repository;
}
