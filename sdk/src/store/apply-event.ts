import type { RepoEvent, Repository, StoreTransaction } from '@turnpike/core/contracts';
import { moveRepository } from './move-repository.js';

type Kind<K extends RepoEvent['kind']> = Extract<RepoEvent, { readonly kind: K }>;

/**
 * Changes what we know of a repository by an event that asks for no build: branches, name, owner,
 * visibility, members. Answers what was changed, for people; undefined: nothing. Emits
 * `repository:changed`. Only inside a transaction.
 * @experimental
 */
export async function applyRepoEvent(
  tx: StoreTransaction,
  repository: Repository,
  event: RepoEvent,
): Promise<string | undefined> {
  const done = await apply(tx, repository, event);
  if (done !== undefined) tx.emit('repository:changed', { repositoryId: repository.id });
  return done;
}

async function apply(
  tx: StoreTransaction,
  repository: Repository,
  event: RepoEvent,
): Promise<string | undefined> {
  switch (event.kind) {
    case 'branch_created':
    case 'branch_deleted':
      return setBranch(tx, repository, event.name, event.kind === 'branch_created');
    case 'repository':
      return changeRepository(tx, repository, event);
    case 'member':
      return changeMember(tx, repository, event);
    default:
      return undefined;
  }
}

async function setBranch(
  tx: StoreTransaction,
  { id }: Repository,
  name: string,
  exists: boolean,
): Promise<string | undefined> {
  const known = await tx.branches.get(id, name);
  if (!known && !exists) return undefined;
  if (!known) await tx.branches.ensure(id, name);
  await tx.branches.setExists(id, name, exists);
  return `Branch ${name} ${exists ? 'exists' : 'is gone'}.`;
}

async function changeRepository(
  tx: StoreTransaction,
  repository: Repository,
  event: Kind<'repository'>,
): Promise<string | undefined> {
  const now = event.repository;
  switch (event.action) {
    case 'renamed':
    case 'transferred':
      return moveRepository(tx, repository, event.repository);
    case 'edited':
      await moveRepository(tx, repository, now);
      await tx.repositories.update(repository.id, describe(event));
      return 'The repository was edited at its host.';
    case 'privatized':
    case 'publicized':
      await tx.repositories.update(repository.id, { private: event.action === 'privatized' });
      return `The repository is ${event.action === 'privatized' ? 'private' : 'public'}.`;
    case 'deleted':
    case 'archived':
      await tx.repositories.update(repository.id, { active: false });
      return `The repository was ${event.action} at its host: switched off.`;
    case 'created':
      await tx.repositories.update(repository.id, { defaultBranch: now.defaultBranch });
      return undefined;
  }
}

function describe({ repository: now }: Kind<'repository'>) {
  const { defaultBranch, description } = now;
  return { defaultBranch, description, private: now.private };
}

/**
 * Of people who are known here by that account of the host, and by nothing else: a login there says nothing about one
 * here. The event only hints: what they may do is asked for at the host.
 */
async function changeMember(
  tx: StoreTransaction,
  repository: Repository,
  { login, hostUserId }: Kind<'member'>,
): Promise<string | undefined> {
  const identity =
    hostUserId === null
      ? undefined
      : await tx.identities.byHostUser(repository.vcsProvider, hostUserId);
  if (!identity) return undefined;
  await tx.syncs.check(identity.id, repository.id);
  return `What ${login} may do is asked for at the host.`;
}
