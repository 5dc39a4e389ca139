import type { FileStore } from '@turnpike/core/contracts';
import { describeChecks } from './checks.js';
import { fileStoreChecks } from './file-store-checks.js';

/** A store of files to check. @experimental */
export interface FileStoreSubject {
  /** Empty. */
  readonly store: FileStore;
  /** The store as the next process has it: over the same place, without its memory. */
  restarted?(): Promise<FileStore>;
  /** Removes what the store left. */
  dispose(): Promise<void>;
}

/** What every store of files must do. `create` gives an empty store for each test. @experimental */
export function fileStoreConformance(name: string, create: () => Promise<FileStoreSubject>): void {
  describeChecks(`file store ${name}`, name, fileStoreChecks, async () => {
    const subject = await create();
    return { subject, dispose: () => subject.dispose() };
  });
}
