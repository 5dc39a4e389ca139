import { createHash } from 'node:crypto';
import { defineLogStore, TurnpikeError } from '@turnpike/sdk';

/** In memory: enough for what a log store is asked. */
export const plugin = defineLogStore({
  id: 'store-shelf',
  summary: 'Keeps logs on a shelf.',
  create() {
    const logs = new Map();
    const keyOf = ({ jobId, run }) => `${jobId}.${run}`;
    const logOf = (ref) => {
      if (!logs.has(keyOf(ref)))
        logs.set(keyOf(ref), { bytes: Buffer.alloc(0), sealed: false, parts: [] });
      return logs.get(keyOf(ref));
    };
    const linesOf = (bytes) => bytes.toString('latin1').split('\n').length - 1;
    return {
      id: 'shelf',
      shared: false,
      opened: logs,
      open: async () => async () => logs.clear(),
      async append(ref, offset, bytes) {
        const log = logOf(ref);
        if (log.sealed) throw new TurnpikeError('TURNPIKE_LOG_SEALED');
        if (offset > log.bytes.length) throw new TurnpikeError('TURNPIKE_LOG_GAP');
        const fresh = bytes.subarray(log.bytes.length - offset);
        if (fresh.length > 0)
          log.parts.push({
            number: log.parts.length,
            from: log.bytes.length,
            to: log.bytes.length + fresh.length,
          });
        log.bytes = Buffer.concat([log.bytes, fresh]);
        return { end: log.bytes.length };
      },
      sync: async () => undefined,
      async end(ref) {
        const log = logs.get(keyOf(ref));
        return (
          log && {
            end: log.bytes.length,
            lines: linesOf(log.bytes),
            parts: log.parts.length,
            sealed: log.sealed,
          }
        );
      },
      async *read(ref, range) {
        const { bytes } = logOf(ref);
        const { from = 0, to = bytes.length } = range;
        for (let at = from; at < Math.min(to, bytes.length); at += 4)
          yield new Uint8Array(bytes.subarray(at, Math.min(at + 4, to)));
      },
      parts: async (ref, after, limit) =>
        logOf(ref)
          .parts.filter(({ number }) => number > after)
          .slice(0, limit),
      async seal(ref) {
        const log = logOf(ref);
        log.sealed = true;
        const sha256 = createHash('sha256').update(log.bytes).digest('hex');
        return { bytes: log.bytes.length, lines: linesOf(log.bytes), sha256 };
      },
      delete: async (ref) => void logs.delete(keyOf(ref)),
    };
  },
});
