/** A log that this process writes: what was taken lies in the spool and follows to S3 as segments. */
import { ConflictError, type RunRef } from '@turnpike/sdk';
import type { Objects } from '../wire/objects.js';
import { addPart, encodeLedger, tallyOf, type Ledger, type Tally } from './ledger.js';
import type { LogKeys } from './names.js';
import { segmentName } from './names.js';
import type { SpoolFile } from './spool.js';

/** A segment of so much is left as it is; a smaller one is put anew with what came since. */
const SEGMENT_BYTES = 262_144;
/** No segment is larger: it is held in memory while it is sent. */
const MOST_BYTES = 8 * 1_048_576;

export interface OpenLog {
  readonly log: RunRef;
  /** From where the spool begins. */
  readonly ledger: Ledger;
  readonly spool: SpoolFile;
  readonly tally: Tally;
  readonly openLine: boolean;
  /** S3 has it up to there. */
  readonly stored: number;
  /** By the monotonic clock, of the last append. */
  readonly usedAt: number;
  /** Another process writes it too: what is acknowledged must be in S3. */
  isContended: boolean;
  /** Throws TURNPIKE_LOG_GAP. */
  append(offset: number, bytes: Uint8Array): Promise<number>;
  /** All that was there when it was called is in S3. Throws what S3 throws. */
  flush(): Promise<void>;
}

export function createOpenLog(options: {
  readonly log: RunRef;
  readonly objects: Objects;
  readonly keys: LogKeys;
  readonly spool: SpoolFile;
  /** As S3 has it; the spool begins there, or before. */
  readonly from: Tally;
  readonly openLine: boolean;
  now(): number;
}): OpenLog {
  const { log, objects, keys, spool, now } = options;
  const ledger: Ledger = { from: options.from, marks: [] };
  let openLine = options.openLine;
  let usedAt = now();
  /** Where the next segment begins. */
  let cut = options.from.end;
  let stored = cut;
  /** The segment that begins there already. */
  let tail: string | undefined;
  let flushing: Promise<void> = Promise.resolve();

  /** One segment. */
  async function flushOne(): Promise<void> {
    const to = nextCut(ledger, cut);
    const bytes: Uint8Array[] = [];
    for await (const block of spool.read(cut, to.end)) bytes.push(block);
    const last = bytes.at(-1)?.at(-1);
    const key = `${keys.folder}${segmentName({ from: cut, tally: to, openLine: last !== 10 })}`;
    await objects.put(key, Buffer.concat([...bytes, encodeLedger(ledger, cut, to.end)]));
    stored = to.end;
    const before = tail;
    tail = key;
    if (before !== undefined && before !== key) await objects.remove(before);
    if (to.end - cut < SEGMENT_BYTES) return;
    [cut, tail] = [to.end, undefined];
  }

  async function flushUpTo(end: number): Promise<void> {
    while (stored < end) await flushOne();
  }

  return {
    log,
    ledger,
    spool,
    isContended: false,
    get tally() {
      return tallyOf(ledger);
    },
    get openLine() {
      return openLine;
    },
    get stored() {
      return stored;
    },
    get usedAt() {
      return usedAt;
    },
    async append(offset, bytes) {
      const { end } = tallyOf(ledger);
      if (offset > end) throw new ConflictError('TURNPIKE_LOG_GAP', undefined, { end });
      const fresh = bytes.subarray(end - offset);
      usedAt = now();
      if (fresh.byteLength === 0) return end;
      await spool.append(fresh);
      addPart(ledger, fresh);
      openLine = fresh.at(-1) !== 10;
      return end + fresh.byteLength;
    },
    flush() {
      const { end } = tallyOf(ledger);
      const next = flushing.catch(() => undefined).then(() => flushUpTo(end));
      flushing = next;
      next.catch(() => undefined);
      return next;
    },
  };
}

/** Behind a whole append, if there is one that is not too far. */
function nextCut({ from, marks }: Ledger, cut: number): Tally {
  const fits = (end: number): boolean => end > cut && end - cut <= MOST_BYTES;
  const whole = marks.findLast(
    ({ end, parts }, at) => fits(end) && parts > (marks[at - 1] ?? from).parts,
  );
  return whole ?? marks.findLast(({ end }) => fits(end))!;
}
