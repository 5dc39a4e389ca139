import { TurnpikeError } from '../contracts/errors.js';
import { currentWork, runAs } from '../work/current.js';

/** Runs `work` marked as the inside of a transaction. */
export function markInside<T>(work: () => Promise<T>): Promise<T> {
  return runAs({ ...currentWork(), inTransaction: true }, work);
}

/** Runs `work` as if no transaction were open: for what happens after the commit. */
export function markOutside<T>(work: () => Promise<T>): Promise<T> {
  const { inTransaction: _, ...rest } = currentWork();
  return runAs(rest, work);
}

/**
 * Throws TURNPIKE_STORE_TRANSACTION where a transaction is open: SQLite has one connection, so a query
 * beside the transaction would wait for itself, and a hook or call would hold the lock for as long as it likes.
 * Bus, hooks and calls between processes ask it too; `what` names them in the message.
 */
export function assertOutsideTransaction(what: string): void {
  if (!currentWork().inTransaction) return;
  throw new TurnpikeError(
    'TURNPIKE_STORE_TRANSACTION',
    `${what} was tried inside a transaction; only SQL of the transaction may be awaited there.`,
    { wayOut: 'Use the transaction’s own repositories, or do it after the commit (`tx.emit`).' },
  );
}
