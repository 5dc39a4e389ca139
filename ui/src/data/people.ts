import type {
  WireAuditEntries,
  WireBuildPermission,
  WireInputs,
  WireMailbox,
  WireOwner,
  WireOwners,
  WireTeam,
  WireTeams,
  WireToken,
  WireTokens,
  WirePermission,
  WirePermissions,
  WirePreference,
  WirePreferences,
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

export function becomeUser(login: string): Promise<void> {
  return call('becomeUser', { params: { login } });
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

export function changeOwner(
  { login, host }: Pick<WireOwner, 'login' | 'host'>,
  change: 'suspend' | 'reactivate',
): Promise<WireOwner> {
  return call(`${change}Owner`, { params: { login }, query: { host } });
}

/** An owner of this host; or all repositories of it where `repository` is undefined. */
export interface RightsOn {
  /** Id of a repository; 0: all that the owner has. */
  readonly repository: number;
  readonly owner: string;
  readonly host: string | undefined;
}

export function listPermissions(
  { repository: repo, owner: login, host }: RightsOn,
  signal?: AbortSignal,
): Promise<WirePermissions> {
  const rest = signal ? { signal } : {};
  return repo > 0
    ? call('permissions', { params: { repo }, ...rest })
    : call('ownerPermissions', { params: { login }, query: { host }, ...rest });
}

/** null takes the right away. */
export function setPermission(
  { repository: repo, owner, host }: RightsOn,
  login: string,
  level: Level | null,
): Promise<WirePermission> {
  const body = { level };
  return repo > 0
    ? call('setPermission', { params: { repo, login }, body })
    : call('setOwnerPermission', { params: { login: owner, user: login }, query: { host }, body });
}

/** The id by which its build permissions are addressed. */
async function ownerId({ owner: login, host }: RightsOn, signal?: AbortSignal): Promise<number> {
  const asked = { params: { login }, query: { host }, ...(signal && { signal }) };
  return (await call('owner', asked)).id;
}

export async function listBuilders(
  on: RightsOn,
  signal?: AbortSignal,
): Promise<readonly WireBuildPermission[]> {
  const rest = signal ? { signal } : {};
  const { build_permissions: all } =
    on.repository > 0
      ? await call('buildPermissions', { params: { repo: on.repository }, ...rest })
      : await call('ownerBuildPermissions', {
          params: { id: await ownerId(on, signal) },
          ...rest,
        });
  return all;
}

export async function setBuilder(on: RightsOn, user: number, permission: boolean): Promise<void> {
  const body = { user_ids: [user], permission };
  if (on.repository > 0)
    return call('setBuildPermissions', { params: { repo: on.repository }, body });
  return call('setOwnerBuildPermissions', { params: { id: await ownerId(on) }, body });
}

export function listOwnerTokens(
  login: string,
  host: string | undefined,
  signal?: AbortSignal,
): Promise<WireTokens> {
  return call('ownerTokens', { params: { login }, query: { host }, ...(signal && { signal }) });
}

export function createOwnerToken(
  login: string,
  host: string | undefined,
  body: WireInputs['owner_token'],
): Promise<WireToken> {
  return call('createOwnerToken', { params: { login }, query: { host }, body });
}

export function revokeOwnerToken(
  login: string,
  host: string | undefined,
  id: number,
): Promise<void> {
  return call('revokeOwnerToken', { params: { login, id }, query: { host } });
}

export function listTeams(
  login: string,
  host: string | undefined,
  signal?: AbortSignal,
): Promise<WireTeams> {
  return call('teams', { params: { login }, query: { host }, ...(signal && { signal }) });
}

export function createTeam(
  login: string,
  host: string | undefined,
  body: { readonly name: string; readonly level: Level | null },
): Promise<WireTeam> {
  return call('createTeam', { params: { login }, query: { host }, body });
}

export function getTeam(id: number, signal?: AbortSignal): Promise<WireTeam> {
  return call('team', { params: { id }, ...(signal && { signal }) });
}

export function deleteTeam(id: number): Promise<void> {
  return call('deleteTeam', { params: { id } });
}

/** On all repositories of its owner; null: on those alone that are named. */
export function setTeamLevel(id: number, level: Level | null): Promise<WireTeam> {
  return call('changeTeam', { params: { id }, body: { level } });
}

export function setTeamMember(id: number, login: string, isIn: boolean): Promise<WireTeam> {
  return call(isIn ? 'addTeamMember' : 'removeTeamMember', { params: { id, login } });
}

export function setTeamPermission(
  id: number,
  repo: number | string,
  level: Level | null,
): Promise<WireTeam> {
  return call('setTeamPermission', { params: { id, repo }, body: { level } });
}

/** May whoever asks administer all that it has? */
export async function administersOwner(login: string, signal?: AbortSignal): Promise<boolean> {
  const owner = await call('owner', { params: { login }, ...(signal && { signal }) });
  return owner['@permissions']?.['admin'] === true;
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

export function listPreferences(signal?: AbortSignal): Promise<WirePreferences> {
  return call('preferences', signal ? { signal } : {});
}

export function setPreference(name: string, value: boolean | string): Promise<WirePreference> {
  return call('setPreference', { params: { name }, body: { value } });
}

/** Of the own account, as a file. */
export function exportAddress(): string {
  return addressOf('ownData');
}

export function deleteAccount(login: string): Promise<void> {
  return call('deleteAccount', { body: { login } });
}

export function setStar(repo: number, starred: boolean): Promise<unknown> {
  return call(starred ? 'star' : 'unstar', { params: { repo } });
}

export function setMail(repo: number, wanted: boolean): Promise<void> {
  return call(wanted ? 'subscribeEmail' : 'unsubscribeEmail', { params: { repo } });
}

/** What the link of a mail is for. */
export function getMailbox(token: string, signal?: AbortSignal): Promise<WireMailbox> {
  return call('mailbox', { params: { token }, ...(signal && { signal }) });
}

export function setMailbox(token: string, subscribed: boolean): Promise<WireMailbox> {
  return call(subscribed ? 'resubscribe' : 'unsubscribe', { params: { token } });
}
