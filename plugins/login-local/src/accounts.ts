/** Accounts with passwords, and the one-time links that new ones come by. */
import { randomBytes } from 'node:crypto';
import { type SecretBox, type User } from '@turnpike/sdk';
import { loginKey } from '@turnpike/sdk/platform';
import type { Store } from '@turnpike/sdk/store';
import { createAttempts } from './attempts.js';
import { checkPassword, hashPassword, isPassword } from './passwords.js';
import type { LinkRow, Tables } from './tables.js';

/** A login is at most so long; more is no account's. */
const MOST_KEY = 200;

export interface Accounts {
  hasPassword(userId: number): Promise<boolean>;
  /** The user of a right password. Throws TURNPIKE_RATE_LIMITED after many wrong ones. */
  byPassword(login: string, password: string, address: string): Promise<User | undefined>;
  /** Throws TURNPIKE_RATE_LIMITED likewise. */
  isPasswordOf(userId: number, password: string, address: string): Promise<boolean>;
  /**
   * Throws InputError for one that is too short or that others try first. All sessions of the account end, but for
   * the one with this hash.
   */
  setPassword(user: User, password: string, exceptSession?: string): Promise<void>;
  /** A token that logs in once; those before it are void. */
  makeLink(userId: number): Promise<string>;
  /** The user of an unused token, which is used up by it. */
  useLink(token: string): Promise<User | undefined>;
  /** Forgets the password, ends sessions and API tokens, and makes a link. */
  reset(userId: number): Promise<string>;
  purge(): Promise<void>;
}

export interface AccountPorts {
  readonly store: Pick<Store, 'users' | 'sessions' | 'now'>;
  readonly secrets: Pick<SecretBox, 'hash'>;
  readonly tables: Tables;
  readonly linkHours: number;
}

export function createAccounts(ports: AccountPorts): Accounts {
  const { store, secrets } = ports;
  const { passwords, links } = ports.tables;
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
  }

  return {
    hasPassword: async (userId) => (await passwords.first({ userId })) !== undefined,
    async byPassword(login, password, address) {
      const user = await store.users.byLogin(login);
      const attempt = await attempts.take(accountOf(user, login), address);
      const isGood = await isRight(user?.id, password);
      if (!user || !isGood || user.suspendedAt !== null) return undefined;
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
    async useLink(token) {
      const row = await links.first({ tokenHash: secrets.hash(token) });
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

function isOver(row: LinkRow, now: number): boolean {
  return Number(row.expiresAt) <= now;
}

/** By its id: that is the same however its login is written. */
function accountOf(user: Pick<User, 'id'> | undefined, login: string): string {
  return user ? `user:${user.id}` : `login:${loginKey(login).slice(0, MOST_KEY)}`;
}
