/** Whose account it is that a host speaks of: by the host's own id, never by a login or an e-mail address. */
import {
  isTurnpikeError,
  type HostPerson,
  type LoginMethod,
  type SecretBox,
  type SignInPolicy,
  type User,
} from '@turnpike/sdk';
import type { Store } from '@turnpike/sdk/store';
import { loginsFor } from './host-account.js';
import { SignInError } from './problems.js';

interface Ports {
  readonly store: Pick<Store, 'users' | 'identities' | 'syncs' | 'exclusively' | 'transaction'>;
  readonly secrets: Pick<SecretBox, 'seal'>;
}
const CLOSED: SignInPolicy = { registration: 'closed', allowedGroups: [], adminGroups: [] };
const MOST_TRIES = 5;

/** The account of whoever signed in, made where the host's policy allows it. Throws SignInError. */
export async function enter(ports: Ports, method: LoginMethod, account: HostPerson): Promise<User> {
  const policy = method.policy ?? CLOSED;
  requireGroup(policy, account);
  const user = await findOrMake(ports, method.id, policy, account);
  if (user.suspendedAt !== null) throw new SignInError('suspended', `user/${user.login}`);
  await link(ports, method.id, user, account);
  return followGroups(ports, policy, user, account);
}

/** Notes that the account at the host is the user's own. Throws SignInError where it is another's. */
export async function linkTo(
  ports: Ports,
  method: LoginMethod,
  userId: number,
  account: HostPerson,
): Promise<User> {
  requireGroup(method.policy ?? CLOSED, account);
  const user = await ports.store.users.get(userId);
  if (!user || user.suspendedAt !== null) throw new SignInError('not-logged-in');
  await link(ports, method.id, user, account);
  return user;
}

function requireGroup({ allowedGroups }: SignInPolicy, { groups, login }: HostPerson): void {
  if (allowedGroups.length === 0) return;
  if (groups.some((group) => isIn(allowedGroups, group))) return;
  throw new SignInError('not-allowed', `${login} is in none of ${allowedGroups.join(', ')}`);
}

/** Hosts do not tell groups apart by case. */
function isIn(wanted: readonly string[], group: string): boolean {
  return wanted.some((one) => one.toLowerCase() === group.toLowerCase());
}

async function findOrMake(
  ports: Ports,
  host: string,
  policy: SignInPolicy,
  account: HostPerson,
): Promise<User> {
  for (let tries = 1; ; tries += 1) {
    const known = await ports.store.identities.byHostUser(host, account.hostUserId);
    const user = known && (await ports.store.users.get(known.userId));
    if (user) return user;
    if (policy.registration !== 'open')
      throw new SignInError('closed', `${account.login} has no account here`);
    try {
      return await make(ports, host, account);
    } catch (error) {
      // Somebody took the login meanwhile, or the same one came in another tab.
      const isTaken = isTurnpikeError(error) && error.code === 'TURNPIKE_CONFLICT';
      if (!isTaken || tries === MOST_TRIES) throw error;
    }
  }
}

/** Account and identity at once: none without the other. */
async function make({ store }: Ports, host: string, account: HostPerson): Promise<User> {
  const login = await freeLogin(store, account);
  const { name, email, hostUserId, avatarUrl } = account;
  return store.transaction(async (tx) => {
    const user = await tx.users.insert({ login, name, email, admin: false });
    const { id: userId } = user;
    await tx.identities.link({ userId, host, hostUserId, login: account.login, name, avatarUrl });
    return user;
  });
}

async function freeLogin({ users }: Pick<Store, 'users'>, account: HostPerson): Promise<string> {
  for (const login of loginsFor(account)) if (!(await users.byLogin(login))) return login;
  return account.login;
}

async function link(
  { store, secrets }: Ports,
  host: string,
  { id: userId }: User,
  account: HostPerson,
): Promise<void> {
  const { hostUserId, login, name, avatarUrl, grant } = account;
  const identity = await store.identities
    .link({ userId, host, hostUserId, login, name, avatarUrl })
    .catch((error: unknown) => {
      const isTaken = isTurnpikeError(error) && error.code === 'TURNPIKE_CONFLICT';
      throw isTaken ? new SignInError('linked-elsewhere', login, { cause: error }) : error;
    });
  if (!grant) return;
  const { accessToken, refreshToken, scopes, expiresAt } = grant;
  await store.identities.setTokens(identity.id, {
    token: secrets.seal(accessToken),
    refresh: refreshToken === null ? null : secrets.seal(refreshToken),
    scopes,
    expiresAt,
  });
  await store.syncs.ask(identity.id);
}

/** The last administrator stays one: a mistyped group locks nobody out of the server. */
async function followGroups(
  { store }: Ports,
  { adminGroups }: SignInPolicy,
  user: User,
  { groups }: HostPerson,
): Promise<User> {
  if (adminGroups.length === 0) return user;
  const admin = groups.some((group) => isIn(adminGroups, group));
  if (admin === user.admin) return user;
  const changed = await store.exclusively('users.administrators', async () => {
    const others = (await store.users.list()).filter(
      (one) => one.admin && one.suspendedAt === null && one.id !== user.id,
    );
    if (!admin && others.length === 0) return user;
    return store.users.update(user.id, { admin });
  });
  // Nobody goes on as an administrator because another is being changed.
  if (!changed) throw new SignInError('unavailable', 'administrators are being changed');
  return changed;
}
