import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addPart,
  beforeLine,
  decodeLedger,
  encodeLedger,
  MARK_BYTES,
  START,
  tallyOf,
  type Ledger,
} from './ledger.js';

const empty = (): Ledger => ({ from: START, marks: [] });
const bytes = (text: string): Uint8Array => Buffer.from(text);

describe('a ledger', () => {
  it('is the same after it was stored, whole or from any append on (property)', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[ab\n]{1,300}$/), { minLength: 1, maxLength: 30 }),
        fc.nat(29),
        (parts, at) => {
          const ledger = empty();
          for (const part of parts) addPart(ledger, bytes(part));
          const from = at === 0 ? START : (ledger.marks[Math.min(at, parts.length) - 1] ?? START);
          const { end } = tallyOf(ledger);
          const stored = decodeLedger(encodeLedger(ledger, from.end, end), from);
          expect(stored.marks).toEqual(ledger.marks.filter((mark) => mark.end > from.end));
        },
      ),
    );
  });

  it('has marks within a long append, which stays one part', () => {
    const ledger = empty();
    addPart(ledger, Buffer.alloc(5 * MARK_BYTES + 1, 'x\n'));
    expect(ledger.marks).toHaveLength(6);
    expect(ledger.marks.map(({ parts }) => parts)).toEqual([0, 0, 0, 0, 0, 1]);
    const mark = beforeLine(ledger, 3 * MARK_BYTES);
    expect(3 * MARK_BYTES * 2 - mark.end).toBeGreaterThan(0);
    const { end } = tallyOf(ledger);
    expect(decodeLedger(encodeLedger(ledger, 0, end), START)).toEqual(ledger);
  });

  it('takes few bytes', () => {
    const ledger = empty();
    for (let part = 0; part < 1_000; part += 1) addPart(ledger, bytes('a line of a log\n'));
    expect(encodeLedger(ledger, 0, 16_000).byteLength).toBeLessThanOrEqual(3_000);
  });
});
