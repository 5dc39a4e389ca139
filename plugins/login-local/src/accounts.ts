/** Accounts with passwords, and the one-time links that new ones come by. */
import { randomBytes } from 'node:crypto';
import { TurnpikeError, type SecretBox, type User } from '@turnpike/sdk';
import type { Store } from '@turnpike/sdk/store';
import { createAttempts } from './attempts.js';
import { checkPassword, hashPassword, isPassword } from './passwords.js';
import type { LinkRow, Tables } from './tables.js';

export interface Accounts {
  hasPassword(userId: number): Promise<boolean>;
  /** The user of a right password. Throws TURNPIKE_RATE_LIMITED after many wrong ones. */
  byPassword(login: string, password: string): Promise<User | undefined>;
  isPasswordOf(userId: number, password: string): Promise<boolean>;
  /** Throws InputError for one that is too short. All sessions of the account end. */
  setPassword(userId: number, password: string): Promise<void>;
  /** A token that logs in once; those before it are void. */
  makeLink(userId: number): Promise<string>;
  /** The user of an unused token, which is used up by it. */
  useLink(token: string): Promise<User | undefined>;
  /** Forgets the password and makes a link. */
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
  const attempts = createAttempts();

  async function isPasswordOf(userId: number | undefined, password: string): Promise<boolean> {
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

  return {
    hasPassword: async (userId) => (await passwords.first({ userId })) !== undefined,
    async byPassword(login, password) {
      const wait = attempts.secondsToWait(login);
      if (wait > 0) throw tooMany(wait);
      const user = await store.users.byLogin(login);
      const isRight = await isPasswordOf(user?.id, password);
      if (!user || !isRight || user.suspendedAt !== null) {
        attempts.failed(login);
        return undefined;
      }
      attempts.succeeded(login);
      return user;
    },
    isPasswordOf,
    async setPassword(userId, password) {
      checkPassword(password);
      const hash = await hashPassword(password);
      const changed = await passwords.update({ userId }, { hash });
      if (changed === 0) await passwords.insert({ userId, hash });
      await links.delete({ userId });
      await store.sessions.deleteOf(userId);
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
      return makeLink(userId);
    },
    async purge() {
      const now = await store.now();
      const over = (await links.find({})).filter((row) => isOver(row, now));
      for (const { id } of over) await links.delete({ id });
      await store.sessions.purge();
    },
  };
}

function isOver(row: LinkRow, now: number): boolean {
  return Number(row.expiresAt) <= now;
}

function tooMany(seconds: number): TurnpikeError {
  return new TurnpikeError('TURNPIKE_RATE_LIMITED', 'Too many wrong passwords.', {
    retryAfterSeconds: seconds,
    wayOut: `Wait ${seconds} s.`,
  });
}
