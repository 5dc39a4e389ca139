/** How a script ended, as its wrapper tells it. @experimental */
export interface ExitRecord {
  /** Of the run's wrapper. */
  readonly mark: string;
  /** That the script ended with; above 128: by a signal. */
  readonly code: number;
  /** How long the script ran. */
  readonly seconds: number;
  /** Processes that the kernel killed meanwhile for want of memory. */
  readonly oomKills: number;
  /** Processes and threads that the kernel refused, since there were as many as there may be. */
  readonly forksRefused?: number;
  /** Who ended it, if it did not end by itself: `guard` (no beat), `signal`, `disk` (the log could not be written). */
  readonly stopped: '' | 'guard' | 'signal' | 'disk';
}

/** Reads an exit record; undefined where this is none of the run with this mark. @experimental */
export function readRecord(text: string, mark: string): ExitRecord | undefined {
  try {
    const record = JSON.parse(text) as ExitRecord;
    return record.mark === mark && Number.isInteger(record.code) ? record : undefined;
  } catch {
    return undefined;
  }
}

/** Takes the end mark out of a log. @experimental */
export interface EndMark {
  /** What of this chunk, and of what was held back, belongs to the log. Nothing once the end was seen. */
  push(chunk: Uint8Array): Uint8Array;
  /** What is held back: no end came. */
  rest(): Uint8Array;
  /** Once the mark was there. */
  readonly record: ExitRecord | undefined;
}

const NONE: Buffer = Buffer.alloc(0);
const [MARK_BYTE, LINE_FEED] = [0x1e, 0x0a];
/** A record is far shorter. */
const MOST_BYTES = 1_024;

/** A fresh one for a log that is read from its first byte, or from where the last reading stopped. @experimental */
export function endMark(mark: string): EndMark {
  const opening = Buffer.from(`\u001eturnpike-end ${mark} `);
  let held = NONE;
  let record: ExitRecord | undefined;

  /** Could the mark begin here? Then it is held back until that is known. */
  function beginsAt(bytes: Buffer, at: number): 'yes' | 'no' | 'perhaps' {
    const part = bytes.subarray(at, at + opening.byteLength);
    if (!opening.subarray(0, part.byteLength).equals(part)) return 'no';
    const end = bytes.indexOf(LINE_FEED, at);
    if (end < 0) return bytes.byteLength - at > MOST_BYTES ? 'no' : 'perhaps';
    record = readRecord(bytes.toString('utf8', at + opening.byteLength, end), mark);
    return record ? 'yes' : 'no';
  }

  return {
    push(chunk) {
      if (record) return NONE;
      const fresh = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      const bytes = held.byteLength > 0 ? Buffer.concat([held, fresh]) : fresh;
      held = NONE;
      for (let at = bytes.indexOf(MARK_BYTE); at >= 0; at = bytes.indexOf(MARK_BYTE, at + 1)) {
        const answer = beginsAt(bytes, at);
        if (answer === 'no') continue;
        if (answer === 'perhaps') held = Buffer.from(bytes.subarray(at));
        return bytes.subarray(0, at);
      }
      return bytes;
    },
    rest: () => held,
    get record() {
      return record;
    },
  };
}
