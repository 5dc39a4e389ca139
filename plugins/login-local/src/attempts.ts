/**
 * Wrong passwords, counted in the database: all processes share the count and a restart does not end it.
 *
 * - An account from one address: ten in a quarter of an hour, then all from there wait until it is over.
 * - An account from anywhere: a hundred in an hour, then one try a minute, but for addresses from which its owner has
 *   logged in of late. So guessing from many addresses gets nowhere, and nobody locks out the owner at home.
 *
 * A try is written down before the password is looked at: of many that come at once, no more than these get through.
 */
import { TurnpikeError } from '@turnpike/sdk';
import type { AttemptRow, Tables } from './tables.js';

export const FREE_TRIES = 10;
export const WINDOW_MS = 15 * 60_000;
export const FREE_OF_ACCOUNT = 100;
const ACCOUNT_WINDOW_MS = 60 * 60_000;
const SLOW_MS = 60_000;
const KNOWN_MS = 30 * 86_400_000;

export interface Attempts {
  /**
   * Takes one try for an account from an address. Throws TURNPIKE_RATE_LIMITED where there is none left, the right
   * password or not. What it answers is told how it went.
   */
  take(account: string, address: string): Promise<Attempt>;
  purge(): Promise<void>;
}
export interface Attempt {
  /** The password was right: what was counted from here is forgotten, and the address is known. */
  succeeded(): Promise<void>;
  /** It was none: what was counted for it is taken back. */
  withdraw(): Promise<void>;
}

export function createAttempts(table: Tables['attempts'], now: () => Promise<number>): Attempts {
  async function secondsToWait(row: AttemptRow): Promise<number> {
    const { account, address, at } = row;
    const rows = (await table.find({ account })).filter(({ id }) => id < row.id);
    const wrong = rows.filter(({ ok }) => !ok);
    const here = wrong.filter((one) => one.address === address && at - one.at < WINDOW_MS);
    if (here.length >= FREE_TRIES) return seconds(here, FREE_TRIES, WINDOW_MS, at);
    const all = wrong.filter((one) => at - one.at < ACCOUNT_WINDOW_MS);
    const isKnown = rows.some((one) => one.ok && one.address === address && at - one.at < KNOWN_MS);
    if (isKnown || all.length < FREE_OF_ACCOUNT) return 0;
    const last = Math.max(...all.map((one) => one.at));
    return Math.max(0, Math.ceil((last + SLOW_MS - at) / 1000));
  }

  return {
    async take(account, address) {
      const row = await table.insert({ account, address, at: Math.round(await now()), ok: false });
      const wait = await secondsToWait(row);
      if (wait === 0)
        return {
          succeeded: () => succeeded(table, row),
          withdraw: async () => void (await table.delete({ id: row.id })),
        };
      // Who has to wait does not wait longer for asking.
      await table.delete({ id: row.id });
      throw tooMany(wait);
    },
    async purge() {
      const at = await now();
      for (const row of await table.find({})) {
        const keptMs = row.ok ? KNOWN_MS : ACCOUNT_WINDOW_MS;
        if (at - row.at >= keptMs) await table.delete({ id: row.id });
      }
    },
  };
}

/** Until the oldest of the last so many is out of the window. */
function seconds(rows: readonly AttemptRow[], free: number, windowMs: number, at: number): number {
  const oldest = rows.toSorted((left, right) => right.at - left.at)[free - 1]?.at ?? at;
  return Math.max(1, Math.ceil((oldest + windowMs - at) / 1000));
}

/** One row by account and address says that it is known. */
async function succeeded(
  table: Tables['attempts'],
  { id, account, address }: AttemptRow,
): Promise<void> {
  await table.update({ id }, { ok: true });
  for (const row of await table.find({ account, address })) {
    if (row.id !== id) await table.delete({ id: row.id });
  }
}

function tooMany(wait: number): TurnpikeError {
  return new TurnpikeError('TURNPIKE_RATE_LIMITED', 'Too many wrong passwords.', {
    retryAfterSeconds: wait,
    wayOut: `Wait ${wait} s, or have an administrator make a one-time link: turnpike user reset-password LOGIN.`,
  });
}
