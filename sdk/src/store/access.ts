/**
 * Who may do what with a repository: administrators and our own processes everything, others by the permission
 * table; public repositories are read by everybody who is logged in, and by visitors where `api.public`.
 * The hook `access.decide` may say otherwise. Answers are kept for one request.
 */
import {
  ACCESS_LEVELS,
  NotAllowedError,
  NotFoundError,
  type AccessLevel,
  type Hooks,
  type Principal,
  type Repository,
  type Store,
} from '@turnpike/core/contracts';
import { doubtRight } from './doubt-rights.js';
import { scopeAllows } from './scopes.js';

/** What may be done with a repository. @experimental */
export interface Rights {
  /** See it. */
  readonly read: boolean;
  /** Trigger, cancel and restart builds. */
  readonly write: boolean;
  /** Change its settings. */
  readonly admin: boolean;
}
/** What one who asks may do, for as long as one request. @experimental */
export interface Access {
  /** Who asks. */
  readonly principal: Principal;
  /** Id of the user who asks; null: a visitor, or one of our own processes. */
  readonly userId: number | null;
  /** Administrator of the platform by a session or a token that may administer, or one of our own processes. */
  readonly root: boolean;
  /** Asked once a repository. */
  rights(repository: Repository): Promise<Rights>;
  /** Throws NotFoundError where it may not be seen, NotAllowedError where it may not be done. */
  require(repository: Repository, action: AccessLevel, type?: string): Promise<void>;
  /** It is looked at: a right that a host has given is asked for anew there, soon, for the next time. */
  use(repository: Repository): void;
  /** For lists: narrows to what one may read; undefined: everything. */
  readonly readableBy: number | undefined;
}

/** What rights are found out by. @experimental */
export interface AccessPorts {
  /** Permissions by user and repository. */
  readonly store: {
    readonly users: Pick<Store['users'], 'permission'>;
    /** Absent: what hosts have given stands until their next sync. */
    readonly syncs?: Pick<Store['syncs'], 'doubt'>;
  };
  /** `access.decide` may say otherwise. */
  readonly hooks: Pick<Hooks, 'access'>;
  /** May they read public repositories? */
  readonly visitorsRead: boolean;
}

/** Missing, or not to be seen: deliberately the same. @experimental */
export function notFound(type: string): NotFoundError {
  const message = `There is no such ${type.replaceAll('_', ' ')}, or you may not see it.`;
  return new NotFoundError(message, { envelope: { resource_type: type } });
}

/** Seen, but it takes more: 403 with the right that is missing. @experimental */
export function insufficient(type: string, permission: AccessLevel): NotAllowedError {
  return new NotAllowedError(
    'TURNPIKE_ACCESS_DENIED',
    `This takes the right "${permission}" on the ${type}.`,
    {
      envelope: { resource_type: type, permission },
      wayOut: 'Ask an administrator of the repository for the right.',
    },
  );
}

/** For the plugins that speak to people (api, live): the rights of one who asks, for as long as one request. @experimental */
export function createAccess(principal: Principal, ports: AccessPorts): Access {
  const known = new Map<number, Promise<Rights>>();
  const user = principal.kind === 'user' ? principal : undefined;
  const seesAll = (user?.admin ?? false) || principal.kind === 'role';

  function rights(repository: Repository): Promise<Rights> {
    const before = known.get(repository.id);
    if (before) return before;
    const asked = askAll(repository);
    known.set(repository.id, asked);
    return asked;
  }

  async function askAll(repository: Repository): Promise<Rights> {
    const level = seesAll ? 'admin' : await levelOf(repository);
    const may = (action: AccessLevel) => decide(repository, action, level);
    return { read: await may('read'), write: await may('write'), admin: await may('admin') };
  }

  async function levelOf(repository: Repository): Promise<AccessLevel | undefined> {
    const own = user && (await ports.store.users.permission(user.userId, repository.id));
    if (own || repository.private) return own;
    return user || ports.visitorsRead ? 'read' : undefined;
  }

  async function decide(
    repository: Repository,
    action: AccessLevel,
    level: AccessLevel | undefined,
  ): Promise<boolean> {
    if (!scopeAllows(principal, action)) return false;
    const said = await ports.hooks.access.decide.promise({ principal, action, repository });
    if (said !== undefined) return said === 'allow';
    return level !== undefined && ACCESS_LEVELS.indexOf(level) >= ACCESS_LEVELS.indexOf(action);
  }

  function use(repository: Repository): void {
    const { syncs } = ports.store;
    // What everybody may see needs no asking, nor do those who may see everything.
    if (user && syncs && repository.private && !seesAll) {
      doubtRight(syncs, user.userId, repository.id);
    }
  }

  return {
    principal,
    userId: user?.userId ?? null,
    root: seesAll && scopeAllows(principal, 'admin'),
    rights,
    use,
    async require(repository, action, type = 'repository') {
      const found = await rights(repository);
      if (!found.read) throw notFound(type);
      use(repository);
      if (!found[action]) throw insufficient(type, action);
    },
    readableBy: seesAll ? undefined : (user?.userId ?? 0),
  };
}
