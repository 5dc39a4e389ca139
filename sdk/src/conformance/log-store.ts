import type { LogStore } from '@turnpike/core/contracts';
import { describeChecks } from './checks.js';
import { logStoreChecks } from './log-store-checks.js';

/** A log store to check. @stable */
export interface LogStoreSubject {
  /** Empty. */
  readonly store: LogStore;
  /** The store as the next process has it after this one was killed: over the same place, without its memory. */
  restarted?(): Promise<LogStore>;
  /** Removes what the store left. */
  dispose(): Promise<void>;
}

/** What every log store must do. `create` gives an empty store for each test. @stable */
export function logStoreConformance(name: string, create: () => Promise<LogStoreSubject>): void {
  describeChecks(`log store ${name}`, name, logStoreChecks, async () => {
    const subject = await create();
    return { subject, dispose: () => subject.dispose() };
  });
}
