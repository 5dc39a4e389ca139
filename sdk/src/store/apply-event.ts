import type {
  AccessLevel,
  RepoEvent,
  Repository,
  StoreTransaction,
} from '@turnpike/core/contracts';
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

/** Only people who have an account here; the right that a host's event does not tell is to write. */
async function changeMember(
  tx: StoreTransaction,
  repository: Repository,
  event: Kind<'member'>,
): Promise<string | undefined> {
  const user = await tx.users.byLogin(event.login);
  if (!user) return undefined;
  const level: AccessLevel | null = event.action === 'removed' ? null : 'write';
  const before = await tx.users.permission(user.id, repository.id);
  if (level !== null && before === 'admin') return undefined;
  await tx.users.setPermission(user.id, repository.id, level);
  return `${event.login} ${level === null ? 'may no longer' : 'may'} write.`;
}
