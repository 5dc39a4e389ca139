import { isTurnpikeError, TurnpikeError } from '../contracts/errors.js';
import type { Repositories } from '../contracts/store.js';

const CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  // PostgreSQL: shut down, crashed, starting up, too many connections.
  '57P01',
  '57P02',
  '57P03',
  '53300',
]);
const WORDS = /connection (terminated|ended)|client has encountered a connection error/i;

/** Did the database itself go away, as opposed to refusing a statement? */
function isConnectionLoss(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string' && (CODES.has(code) || code.startsWith('08'))) return true;
  return error.name === 'KnexTimeoutError' || WORDS.test(error.message);
}

/** Runs `work`; where the database is away it throws TURNPIKE_STORE_UNAVAILABLE, which is worth another try. */
export async function naming<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isTurnpikeError(error) || !isConnectionLoss(error)) throw error;
    throw new TurnpikeError(
      'TURNPIKE_STORE_UNAVAILABLE',
      undefined,
      { wayOut: 'Check that the database server of database.url runs.' },
      error,
    );
  }
}

type AnyMethod = (...args: readonly unknown[]) => Promise<unknown>;

/** The same repositories, whose every method names the loss of the database. */
export function withNamedLoss(repositories: Repositories): Repositories {
  const stores = Object.entries(repositories) as [string, Record<string, AnyMethod>][];
  const named = stores.map(([name, store]) => {
    const methods = Object.entries(store).map(([method, call]) => [
      method,
      (...args: readonly unknown[]) => naming(() => call(...args)),
    ]);
    return [name, Object.fromEntries(methods)];
  });
  return Object.fromEntries(named) as Repositories;
}
