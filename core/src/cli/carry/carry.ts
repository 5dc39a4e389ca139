/** Everything that rows name, from a store to another one. What is there already is passed over. */
import type { FileStore, StoredFiles } from '../../contracts/file-store.js';
import type { LogStore } from '../../contracts/services.js';
import type { RunStore } from '../../contracts/store.js';
import { carryFile } from './carry-file.js';
import { carryLog, type Carried } from './carry-log.js';

export interface Tally extends Record<Carried, number> {
  bytes: number;
  /** A sentence each. */
  readonly failed: string[];
}
export interface Way<S> {
  readonly from: S;
  readonly to: S;
  /** Is what has arrived removed where it was? */
  readonly remove: boolean;
  say(tally: Tally): void;
}

const LOT = 500;

export async function carryLogs(
  runs: Pick<RunStore, 'keptLogs'>,
  { from, to, remove, say }: Way<LogStore>,
): Promise<Tally> {
  const tally = emptyTally();
  for (let after = { jobId: 0, run: 0 }; ;) {
    const lot = await runs.keptLogs(after, LOT);
    for (const log of lot) {
      await count(tally, log.logBytes, async () => {
        const carried = await carryLog(from, to, log);
        if (remove && arrived(carried)) await from.delete(log);
        return carried;
      });
      say(tally);
    }
    const last = lot.at(-1);
    if (!last) return tally;
    after = last;
  }
}

export async function carryFiles(
  files: StoredFiles,
  { from, to, remove, say }: Way<FileStore>,
): Promise<Tally> {
  const tally = emptyTally();
  for (let after = 0; ;) {
    const lot = await files.list(after, LOT);
    for (const file of lot) {
      await count(tally, file.bytes, async () => {
        const carried = await carryFile(from, to, file);
        if (remove && arrived(carried)) await from.remove(file.file);
        return carried;
      });
      say(tally);
    }
    if (lot.length === 0) return tally;
    after += lot.length;
  }
}

const emptyTally = (): Tally => ({
  ...{ carried: 0, there: 0, open: 0, missing: 0, bytes: 0 },
  failed: [],
});
const arrived = (carried: Carried): boolean => carried === 'carried' || carried === 'there';

/** One that fails does not keep the others where they are. */
async function count(tally: Tally, bytes: number, work: () => Promise<Carried>): Promise<void> {
  try {
    const carried = await work();
    tally[carried] += 1;
    if (carried === 'carried') tally.bytes += bytes;
  } catch (error) {
    tally.failed.push((error as Error).message);
  }
}
