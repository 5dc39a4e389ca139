/** Accounts with passwords, and the one-time links that new ones come by. */
import { randomBytes } from 'node:crypto';
import { NotAllowedError, type SecretBox, type User } from '@turnpike/sdk';
import { loginKey } from '@turnpike/sdk/platform';
import type { Store } from '@turnpike/sdk/store';
import { createAttempts } from './attempts.js';
import { checkPassword, hashPassword, isPassword } from './passwords.js';
import { createSecondFactor, type SecondFactor } from './second-factor.js';
import type { LinkRow, Tables } from './tables.js';

/** A login is at most so long; more is no account's. */
const MOST_KEY = 200;

export interface Accounts {
  hasPassword(userId: number): Promise<boolean>;
  /**
   * The user of a right password. Throws TURNPIKE_RATE_LIMITED after many wrong ones, NotAllowedError
   * (`second_factor_required`) where the account has a second factor and the code is missing or wrong.
   */
  byPassword(
    login: string,
    password: string,
    address: string,
    code?: string,
  ): Promise<User | undefined>;
  /** Throws TURNPIKE_RATE_LIMITED likewise. */
  isPasswordOf(userId: number, password: string, address: string): Promise<boolean>;
  /**
   * Throws InputError for one that is too short or that others try first. All sessions of the account end, but for
   * the one with this hash.
   */
  setPassword(user: User, password: string, exceptSession?: string): Promise<void>;
  /** A token that logs in once; those before it are void. */
  makeLink(userId: number): Promise<string>;
  /**
   * The user of an unused token, which is used up by it. Throws NotAllowedError (`second_factor_required`) where the
   * account has a second factor and the code is not its; the token is good again then.
   */
  useLink(token: string, code?: string): Promise<User | undefined>;
  readonly secondFactor: SecondFactor;
  /** Forgets the password, ends sessions and API tokens, and makes a link. */
  reset(userId: number): Promise<string>;
  purge(): Promise<void>;
}

export interface AccountPorts {
  readonly store: Pick<Store, 'users' | 'sessions' | 'now'>;
  readonly secrets: Pick<SecretBox, 'hash' | 'seal' | 'open'>;
  readonly tables: Tables;
  readonly linkHours: number;
}

export function createAccounts(ports: AccountPorts): Accounts {
  const { store, secrets } = ports;
  const { passwords, links } = ports.tables;
  const secondFactor = createSecondFactor({
    tables: ports.tables,
    secrets,
    now: () => store.now(),
  });
  const attempts = createAttempts(ports.tables.attempts, () => store.now());

  async function isRight(userId: number | undefined, password: string): Promise<boolean> {
    const row = userId === undefined ? undefined : await passwords.first({ userId });
    return isPassword(row?.hash, password);
  }

  async function makeLink(userId: number): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    const expiresAt = (await store.now()) + ports.linkHours * 3_600_000;
    await links.delete({ userId });
    await links.insert({
      userId,
      tokenHash: secrets.hash(token),
      expiresAt: Math.round(expiresAt),
    });
    return token;
  }

  /** Passwords of accounts that are no more. */
  async function forgetRemoved(): Promise<void> {
    const known = new Set((await store.users.list()).map(({ id }) => id));
    const rows = await passwords.find({});
    for (const { id, userId } of rows) if (!known.has(userId)) await passwords.delete({ id });
    for (const { userId } of await ports.tables.factors.find({}))
      if (!known.has(userId)) await secondFactor.remove(userId);
  }

  return {
    hasPassword: async (userId) => (await passwords.first({ userId })) !== undefined,
    secondFactor,
    async byPassword(login, password, address, code) {
      const user = await store.users.byLogin(login);
      const attempt = await attempts.take(accountOf(user, login), address);
      const isGood = await isRight(user?.id, password);
      if (!user || !isGood || user.suspendedAt !== null) return undefined;
      // A wrong code counts like a wrong password: guessing one gets nowhere either.
      await requireCode(secondFactor, user, code, () => attempt.withdraw());
      await attempt.succeeded();
      return user;
    },
    async isPasswordOf(userId, password, address) {
      const attempt = await attempts.take(accountOf({ id: userId }, ''), address);
      if (!(await isRight(userId, password))) return false;
      await attempt.succeeded();
      return true;
    },
    async setPassword({ id: userId, login, name, email }, password, exceptSession) {
      checkPassword(password, [login, name, email]);
      const hash = await hashPassword(password);
      const changed = await passwords.update({ userId }, { hash });
      if (changed === 0) await passwords.insert({ userId, hash });
      await links.delete({ userId });
      await store.sessions.deleteOf(userId, exceptSession);
    },
    makeLink,
    async useLink(token, code) {
      const row = await links.first({ tokenHash: secrets.hash(token) });
      const owner = row && (await store.users.get(row.userId));
      const attempt = owner && (await attempts.take(`once:${owner.id}`, ''));
      if (owner) await requireCode(secondFactor, owner, code, async () => attempt?.withdraw());
      await attempt?.succeeded();
      // Deleting is the claim: of two that come at once only one finds it.
      if (!row || (await links.delete({ id: row.id })) === 0) return undefined;
      if (isOver(row, await store.now())) return undefined;
      const user = await store.users.get(row.userId);
      return user?.suspendedAt === null ? user : undefined;
    },
    async reset(userId) {
      await passwords.delete({ userId });
      await store.sessions.deleteOf(userId);
      await store.sessions.deleteTokensOf(userId);
      return makeLink(userId);
    },
    async purge() {
      const now = await store.now();
      const over = (await links.find({})).filter((row) => isOver(row, now));
      for (const { id } of over) await links.delete({ id });
      await attempts.purge();
      await forgetRemoved();
      await store.sessions.purge();
    },
  };
}

/** `missing`: nobody tried anything. */
async function requireCode(
  factor: SecondFactor,
  { id }: User,
  code: string | undefined,
  missing: () => Promise<void>,
): Promise<void> {
  if (!(await factor.isActive(id))) return;
  if (code !== undefined && (await factor.take(id, code))) return;
  if (code === undefined) await missing();
  throw new NotAllowedError(
    'TURNPIKE_AUTH_INVALID',
    code === undefined
      ? 'This account has a second factor: send its code as well.'
      : 'The code is wrong, has been used, or is of another time.',
    { errorType: 'second_factor_required', key: 'code' },
  );
}

function isOver(row: LinkRow, now: number): boolean {
  return Number(row.expiresAt) <= now;
}

/** By its id: that is the same however its login is written. */
function accountOf(user: Pick<User, 'id'> | undefined, login: string): string {
  return user ? `user:${user.id}` : `login:${loginKey(login).slice(0, MOST_KEY)}`;
}
