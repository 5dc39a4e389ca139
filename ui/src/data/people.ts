import type {
  WireAuditEntries,
  WireOwner,
  WireOwners,
  WirePermission,
  WirePermissions,
  WireUser,
  WireUserLink,
  WireUsers,
} from '@turnpike/core/contracts/wire';
import { addressOf, call } from './http.js';

type Level = NonNullable<WirePermission['level']>;
export const LEVELS: readonly Level[] = ['read', 'write', 'admin'];

/** Of all accounts. */
export function listUsers(signal?: AbortSignal): Promise<WireUsers> {
  return call('users', signal ? { signal } : {});
}

export type UserChange = 'suspend' | 'reactivate' | 'promote' | 'demote';

export function changeUser(login: string, change: UserChange): Promise<WireUser> {
  return call(`${change}User`, { params: { login } });
}

export function removeUser(login: string): Promise<void> {
  return call('removeUser', { params: { login } });
}

/** Answers a one-time link for whoever it is. */
export function addUser(body: {
  readonly login: string;
  readonly email?: string;
}): Promise<WireUserLink> {
  return call('createUser', { body });
}

export function listOwners(signal?: AbortSignal): Promise<WireOwners> {
  return call('owners', signal ? { signal } : {});
}

export function changeOwner(login: string, change: 'suspend' | 'reactivate'): Promise<WireOwner> {
  return call(`${change}Owner`, { params: { login } });
}

export function listPermissions(repo: number, signal?: AbortSignal): Promise<WirePermissions> {
  return call('permissions', { params: { repo }, ...(signal && { signal }) });
}

/** null takes the right away. */
export function setPermission(
  repo: number,
  login: string,
  level: Level | null,
): Promise<WirePermission> {
  return call('setPermission', { params: { repo, login }, body: { level } });
}

export interface AuditFilter {
  readonly user?: string;
  readonly action?: string;
  readonly target?: string;
  readonly from?: string;
  readonly to?: string;
}

/** Of one repository, or of all. */
export function listAudit(
  repo: number | undefined,
  filter: AuditFilter & { readonly offset: number },
  signal?: AbortSignal,
): Promise<WireAuditEntries> {
  const asked = { query: { ...filter, limit: 50 }, ...(signal && { signal }) };
  return repo === undefined
    ? call('audit', asked)
    : call('repositoryAudit', { params: { repo }, ...asked });
}

/** Address of all of it as a file. */
export function auditFile(repo: number | undefined, query: AuditFilter): string {
  return repo === undefined
    ? addressOf('auditLines', { query })
    : addressOf('repositoryAuditLines', { params: { repo }, query });
}
