/**
 * Logs on S3. The tail of a log that is written lies in the spool of the process that takes it, and follows as segments
 * at once after a pause and then every second; a sealed log is one object. Every process sees the same log, the one
 * that takes it at once, others as far as S3 has it.
 */
import {
  ConflictError,
  NotFoundError,
  type ByteRange,
  type Clock,
  type LineRange,
  type Logger,
  type LogStore,
  type RunRef,
} from '@turnpike/sdk';
import { asFault, isS3Fault } from '../faults.js';
import type { Objects } from '../wire/objects.js';
import { createInOrder } from './in-order.js';
import { listLog, type Listing } from './listing.js';
import { keysOf } from './names.js';
import { createOpenLog, type OpenLog } from './open-log.js';
import { listedView, openView, sealedView } from './pieces.js';
import { createRecent } from './recent.js';
import { removeSegments, sealLog } from './seal-log.js';
import { decodeIndex, type SealIndex } from './seal-index.js';
import type { Spool } from './spool.js';
import { boundsOf, MovedError, partsOf, readOnce, type View } from './view.js';

export interface S3LogStoreOptions {
  readonly objects: Objects;
  /** Empty, or ends with a slash. */
  readonly prefix: string;
  readonly spool: Spool;
  readonly clock: Clock;
  readonly log: Logger;
  /** Counts an append once S3 has it. */
  readonly acknowledgeStored?: boolean;
  /** How long one waits for what another process has taken and not stored. */
  readonly patienceMs?: number;
  /** Looks whether the bucket can be used. */
  probe?(): Promise<void>;
}
export interface S3LogStore extends LogStore {
  /** Frees what is not written any more, and sends what a process before left. */
  sweep(): Promise<void>;
  close(): Promise<void>;
}

const PATIENCE_MS = 10_000;
const LOOK_MS = 100;
/** A listing is good for so long: readers that follow a log ask often. */
const FRESH_MS = 250;
/** One that was written here so lately is known here best. */
const OWN_MS = 2_000;
const EVERY_MS = 1_000;
const IDLE_MS = 60_000;
const RETRY_MS = 2_000;
const LARGE_BYTES = 4 * 1_048_576;
const MOVES = 8;
/** Indexes of sealed logs that are kept in memory, in marks. */
const MARKS_KEPT = 500_000;

interface Own {
  readonly open: OpenLog;
  readonly before: Listing;
  flushedAt: number;
  /** It will be flushed soon. */
  isDue: boolean;
}

export function createS3LogStore(options: S3LogStoreOptions): S3LogStore {
  const { objects, prefix, spool, clock, log: logger } = options;
  const patienceMs = options.patienceMs ?? PATIENCE_MS;
  const inOrder = createInOrder();
  const owned = new Map<string, Own>();
  const sealed = createRecent<SealIndex>(MARKS_KEPT);
  const listings = createRecent<{ readonly at: number; readonly listing: Promise<Listing> }>(1_000);
  const closing = new AbortController();
  let isAway = false;
  let isOpen = false;
  let retrying: Promise<void> | undefined;
  const keyOf = ({ jobId, run }: RunRef): string => `${jobId}/${run}`;
  const keys = (log: RunRef) => keysOf(prefix, log);

  function list(log: RunRef, ageMs: number): Promise<Listing> {
    const known = listings.get(keyOf(log));
    if (known && clock.monotonic() - known.at < ageMs) return known.listing;
    const listing = listLog(objects, keys(log));
    listings.set(keyOf(log), { at: clock.monotonic(), listing }, 1);
    listing.catch(() => listings.delete(keyOf(log)));
    return listing;
  }

  async function indexOf(log: RunRef): Promise<SealIndex | undefined> {
    const known = sealed.get(keyOf(log));
    if (known) return known;
    const stored = await objects.get(keys(log).index);
    if (!stored) return undefined;
    const index = decodeIndex(stored);
    sealed.set(keyOf(log), index, index.ledger.marks.length + 1);
    return index;
  }

  async function take(log: RunRef): Promise<Own> {
    const before = await list(log, 0);
    if (before.isSealed) throw await sealedError(log);
    const file = await spool.open(log, before.tally.end);
    const { tally: from, openLine } = before;
    const now = () => clock.monotonic();
    const open = createOpenLog({ log, objects, keys: keys(log), spool: file, from, openLine, now });
    const own = { open, before, flushedAt: Number.NEGATIVE_INFINITY, isDue: false };
    owned.set(keyOf(log), own);
    return own;
  }

  async function release(log: RunRef): Promise<void> {
    const own = owned.get(keyOf(log));
    owned.delete(keyOf(log));
    await own?.open.spool.drop();
  }

  async function sealedError(log: RunRef): Promise<ConflictError> {
    const end = (await indexOf(log))?.seal.bytes ?? 0;
    return new ConflictError('TURNPIKE_LOG_SEALED', undefined, { end });
  }

  /** Waits a while for what another process has taken: its worker sends on where that one ended. */
  async function writable(log: RunRef, offset: number): Promise<Own> {
    if (sealed.get(keyOf(log))) throw await sealedError(log);
    let own = owned.get(keyOf(log)) ?? (await take(log));
    const until = clock.monotonic() + patienceMs;
    while (offset > own.open.tally.end && clock.monotonic() < until) {
      const { isSealed, tally } = await list(log, 0);
      if (isSealed) throw await sealedError(log);
      if (tally.end > own.open.tally.end) {
        await release(log);
        own = await take(log);
        own.open.isContended = true;
      } else await clock.sleep(LOOK_MS, closing.signal);
    }
    return own;
  }

  async function flush(own: Own): Promise<void> {
    own.flushedAt = clock.monotonic();
    try {
      await own.open.flush();
      listings.delete(keyOf(own.open.log));
      if (isAway) logger.info({}, 'S3 takes logs again');
      isAway = false;
    } catch (error) {
      if (isS3Fault(error)) noteAway(error);
      throw error;
    }
  }

  function noteAway(error: unknown): void {
    if (!isAway)
      logger.warn({ err: asFault(error) }, 'S3 takes no logs just now: they wait on this disk');
    isAway = true;
    retrying ??= retry().finally(() => (retrying = undefined));
  }

  /** Until all that waits is in S3. */
  async function retry(): Promise<void> {
    while (!closing.signal.aborted && isAway) {
      await clock.sleep(RETRY_MS, closing.signal).catch(() => undefined);
      await flushAll().catch(() => undefined);
    }
  }

  async function flushAll(): Promise<void> {
    const waiting = [...owned.values()].filter(({ open }) => open.stored < open.tally.end);
    for (const own of waiting) await flush(own);
    if (waiting.length === 0) isAway = false;
  }

  /** At once after a pause, then every second. */
  function followUp(own: Own): void {
    const waits = own.open.tally.end - own.open.stored;
    const rest = own.flushedAt + EVERY_MS - clock.monotonic();
    if (isAway || own.isDue) return;
    if (rest <= 0 || waits >= LARGE_BYTES) return void flushBehind(own);
    own.isDue = true;
    clock.sleep(rest, closing.signal).then(
      () => {
        own.isDue = false;
        return flushBehind(own);
      },
      // It is closed, which flushes.
      () => undefined,
    );
  }

  /** Nobody waits for it who could be told. */
  async function flushBehind(own: Own): Promise<void> {
    if (owned.get(keyOf(own.open.log)) !== own) return;
    await flush(own).catch((error: unknown) => {
      if (!isS3Fault(error))
        logger.error({ ...own.open.log, err: error }, 'a log could not be kept');
    });
  }

  async function viewOf(log: RunRef): Promise<View | undefined> {
    if (sealed.get(keyOf(log))) return sealedOf(log);
    const own = owned.get(keyOf(log));
    const ours = own && openView(objects, own.open, own.before);
    if (own && (isAway || clock.monotonic() - own.open.usedAt < OWN_MS)) return ours;
    const listing = await list(log, FRESH_MS).catch((error: unknown) => {
      if (ours && isS3Fault(error)) return undefined;
      throw error;
    });
    if (!listing) return ours;
    if (listing.isSealed) return sealedOf(log);
    if (own && own.open.tally.end >= listing.tally.end) return ours;
    return listing.chain.length > 0 ? listedView(objects, listing) : undefined;
  }

  async function sealedOf(log: RunRef): Promise<View | undefined> {
    const index = await indexOf(log);
    return index && sealedView(objects, keys(log).full, index);
  }

  async function mustView(log: RunRef): Promise<View> {
    const view = await viewOf(log);
    if (!view) throw new NotFoundError('There is no such log.', { ...log });
    return view;
  }

  /** Stretches move while they are read: segments grow, and become one object at the seal. */
  async function settled<T>(log: RunRef, work: (view: View) => Promise<T>): Promise<T> {
    for (let moves = 0; ; moves += 1) {
      try {
        return await work(await mustView(log));
      } catch (error) {
        if (!(error instanceof MovedError) || moves >= MOVES) throw error;
        forget(log);
      }
    }
  }

  function forget(log: RunRef): void {
    listings.delete(keyOf(log));
    sealed.delete(keyOf(log));
  }

  async function* read(log: RunRef, range: ByteRange | LineRange): AsyncGenerator<Uint8Array> {
    const [from, to] = await settled(log, (view) => boundsOf(view, range));
    let at = from;
    for (let moves = 0; at < to && moves < MOVES;) {
      try {
        for await (const block of readOnce(await mustView(log), at, to)) {
          at += block.byteLength;
          moves = 0;
          yield block;
        }
      } catch (error) {
        if (!(error instanceof MovedError)) throw error;
        forget(log);
      }
      moves += 1;
    }
    if (at < to) throw new NotFoundError('The log was removed while it was read.', { ...log });
  }

  async function seal(log: RunRef): Promise<SealIndex> {
    for (let moves = 0; ; moves += 1) {
      const own = owned.get(keyOf(log));
      if (own) await flush(own);
      const listing = await list(log, 0);
      const known = listing.isSealed ? await indexOf(log) : undefined;
      try {
        const view = own ? openView(objects, own.open, listing) : listedView(objects, listing);
        const index = known ?? (await sealLog(objects, keys(log), view));
        sealed.set(keyOf(log), index, index.ledger.marks.length + 1);
        listings.delete(keyOf(log));
        await removeSegments(objects, listing);
        await release(log);
        return index;
      } catch (error) {
        if (!(error instanceof MovedError) || moves >= MOVES) throw error;
      }
    }
  }

  async function remove(log: RunRef): Promise<void> {
    await release(log);
    const { folder } = keys(log);
    for await (const upload of objects.uploads(folder)) await objects.abortUpload(upload);
    for await (const { key } of objects.list(folder)) await objects.remove(key);
    forget(log);
  }

  /** What a process that was killed had taken and not stored. */
  async function recover(): Promise<void> {
    for (const { log, from } of await spool.left())
      await inOrder(keyOf(log), () => recoverOne(log, from));
  }

  async function recoverOne(log: RunRef, from: number): Promise<void> {
    if (owned.has(keyOf(log))) return;
    const listing = await list(log, 0);
    const left = await spool.takeLeft(log, from);
    const { end } = listing.tally;
    if (!listing.isSealed && left.end > end && from <= end) {
      const own = await take(log);
      let at = end;
      for await (const block of left.read(end, left.end)) at = await own.open.append(at, block);
      await flush(own);
      logger.info(
        { ...log, bytes: at - end },
        'what a process before had taken of a log was stored',
      );
    }
    await left.drop();
  }

  async function sweep(): Promise<void> {
    if (!isOpen && owned.size === 0) return;
    await recover();
    for (const [key, { open }] of owned) {
      if (clock.monotonic() - open.usedAt < IDLE_MS) continue;
      await inOrder(key, () => free(open));
    }
  }

  async function free(open: OpenLog): Promise<void> {
    const { log } = open;
    const listing = await list(log, 0);
    if (listing.isSealed) {
      const kept = (await indexOf(log))?.seal.bytes ?? 0;
      if (kept < open.tally.end)
        logger.warn(
          { ...log, lost: open.tally.end - kept },
          'a log was sealed before its end came',
        );
      await removeSegments(objects, listing);
    } else await open.flush();
    await release(log);
  }

  let shut: Promise<void> | undefined;
  async function close(): Promise<void> {
    closing.abort();
    await flushAll().catch((error: unknown) => {
      logger.warn({ err: asFault(error) }, 'logs wait on this disk for the next start');
    });
    await spool.close();
    owned.clear();
  }
  const faulty = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw asFault(error);
    }
  };

  return {
    id: 's3',
    shared: true,
    async open() {
      await options.probe?.();
      isOpen = true;
      await faulty(recover).catch((error: unknown) => {
        if (!isS3Fault(error)) throw error;
        logger.warn({ err: error }, 'S3 is away: what waits on this disk is sent later');
      });
      return () => (shut ??= close());
    },
    append: (log, offset, bytes) =>
      faulty(() =>
        inOrder(keyOf(log), async () => {
          const own = await writable(log, offset);
          const end = await own.open.append(offset, bytes);
          if (options.acknowledgeStored || own.open.isContended) await flush(own);
          else followUp(own);
          return { end };
        }),
      ),
    async sync(log) {
      const own = owned.get(keyOf(log));
      if (!own) return;
      try {
        await flush(own);
      } catch (error) {
        if (!isS3Fault(error)) throw error;
        await own.open.spool.sync();
      }
    },
    end: (log) => faulty(async () => (await viewOf(log))?.info),
    async *read(log, range) {
      try {
        yield* read(log, range);
      } catch (error) {
        throw asFault(error);
      }
    },
    parts: (log, after, limit) => faulty(() => settled(log, (view) => partsOf(view, after, limit))),
    seal: (log) => faulty(() => inOrder(keyOf(log), async () => (await seal(log)).seal)),
    delete: (log) => faulty(() => inOrder(keyOf(log), () => remove(log))),
    sweep: () => faulty(sweep),
    close: () => (shut ??= close()),
  };
}
