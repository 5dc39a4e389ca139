/**
 * What is known of the code that runs now, kept across promises and timers. One store for all of it: Node 20 and 22
 * copy each `AsyncLocalStorage` to every promise that is made, so that a second one is felt in all that the platform
 * does.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

export interface Work {
  /** Id of the plugin in whose name it runs; absent: it is the core's. */
  readonly plugin?: string;
  /** A transaction is open around it. */
  readonly inTransaction?: true;
}

const current = new AsyncLocalStorage<Work>();
const NOTHING: Work = {};

/** The work that goes on now. */
export function currentWork(): Work {
  return current.getStore() ?? NOTHING;
}

/** Runs `work`, and all that it begins, as `next`. */
export function runAs<T>(next: Work, work: () => T): T {
  return current.run(next, work);
}
