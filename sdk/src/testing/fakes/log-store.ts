import { createHash } from 'node:crypto';
import {
  ConflictError,
  NotFoundError,
  type ByteRange,
  type LineRange,
  type LogInfo,
  type LogReader,
  type LogSink,
  type LogStore,
  type RunRef,
} from '@turnpike/core/contracts';

interface Log {
  bytes: Buffer;
  sealed: boolean;
  readonly parts: { readonly number: number; readonly from: number; readonly to: number }[];
}

/** Logs in memory; passes `logStoreConformance`. @stable */
export function fakeLogStore(id = 'fake'): LogStore {
  const logs = new Map<string, Log>();
  const find = (log: RunRef) => logs.get(keyOf(log));
  return {
    id,
    shared: true,
    async append(log, offset, bytes) {
      const found = find(log) ?? { bytes: Buffer.alloc(0), sealed: false, parts: [] };
      logs.set(keyOf(log), found);
      return { end: append(found, offset, bytes) };
    },
    sync: async () => undefined,
    end: async (log) => infoOf(find(log)),
    async *read(log, range) {
      const block = cut(find(log)?.bytes ?? Buffer.alloc(0), range);
      if (block.length > 0) yield block;
    },
    parts: async (log, after, limit) =>
      (find(log)?.parts ?? []).filter(({ number }) => number > after).slice(0, limit),
    async seal(log) {
      const found = find(log) ?? { bytes: Buffer.alloc(0), sealed: false, parts: [] };
      logs.set(keyOf(log), found);
      found.sealed = true;
      const sha256 = createHash('sha256').update(found.bytes).digest('hex');
      return { bytes: found.bytes.length, lines: linesOf(found.bytes), sha256 };
    },
    delete: async (log) => void logs.delete(keyOf(log)),
  };
}

const keyOf = ({ jobId, run }: RunRef): string => `${jobId}.${run}`;

function append(log: Log, offset: number, bytes: Uint8Array): number {
  const end = log.bytes.length;
  if (log.sealed) throw new ConflictError('TURNPIKE_LOG_SEALED');
  if (offset > end) throw new ConflictError('TURNPIKE_LOG_GAP', undefined, { end });
  const fresh = bytes.subarray(end - offset);
  if (fresh.byteLength === 0) return end;
  log.bytes = Buffer.concat([log.bytes, fresh]);
  log.parts.push({ number: log.parts.length, from: end, to: log.bytes.length });
  return log.bytes.length;
}

function infoOf(log: Log | undefined): LogInfo | undefined {
  if (!log) return undefined;
  const { bytes, sealed, parts } = log;
  return { end: bytes.length, sealed, lines: linesOf(bytes), parts: parts.length };
}

/** The last one counts without its end, too. */
function linesOf(bytes: Buffer): number {
  const ends = bytes.filter((byte) => byte === 10).length;
  return ends + (bytes.length > 0 && bytes.at(-1) !== 10 ? 1 : 0);
}

function cut(bytes: Buffer, range: ByteRange | LineRange): Buffer {
  if (range.kind === 'bytes') return bytes.subarray(range.from, range.to);
  const lines = bytes.toString('latin1').split(/(?<=\n)/);
  return Buffer.from(lines.slice(range.from - 1, range.to).join(''), 'latin1');
}

/** What a worker writes its log to: straight into a store. Any run token will do. @stable */
export function fakeLogSink(store: LogStore = fakeLogStore()): LogSink {
  return {
    append: async ({ run, offset, bytes }) => ({
      ...(await store.append(run, offset, bytes)),
      waitMs: 0,
    }),
    async seal({ run, bytes }) {
      const end = (await store.end(run))?.end ?? 0;
      if (end !== bytes) throw new ConflictError('TURNPIKE_LOG_GAP', undefined, { end });
      return store.seal(run);
    },
  };
}

/** Reads what stands in a store. @stable */
export function fakeLogReader(store: LogStore = fakeLogStore()): LogReader {
  const text = async (run: RunRef, range: ByteRange | LineRange): Promise<string> => {
    const blocks: Uint8Array[] = [];
    for await (const block of store.read(run, range)) blocks.push(block);
    return Buffer.concat(blocks).toString();
  };
  return {
    info: (run) => store.end(run),
    async *read(run, range, signal) {
      if (!(await store.end(run))) throw new NotFoundError();
      for await (const block of store.read(run, range)) {
        signal?.throwIfAborted();
        yield block;
      }
    },
    async parts(run, after, limit) {
      const [info, parts] = [await store.end(run), await store.parts(run, after, limit)];
      const ended = (number: number) => info?.sealed === true && number === info.parts - 1;
      return Promise.all(
        parts.map(async ({ number, from, to }) => ({
          number,
          content: await text(run, { kind: 'bytes', from, to }),
          final: ended(number),
        })),
      );
    },
    async search(run, wanted, limit) {
      const lines = (await text(run, { kind: 'bytes', from: 0 })).split('\n');
      return lines
        .map((line, index) => ({ line: index + 1, text: line }))
        .filter((line) => line.text.includes(wanted))
        .slice(0, limit);
    },
    remove: (run) => store.delete(run),
  };
}
