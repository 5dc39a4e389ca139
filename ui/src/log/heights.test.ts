import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Heights } from './heights.js';
import { Rows } from './rows.js';

const ROW = 20;
const LINES = 60;

it('says where each row begins, and which row is at a place, as adding up would', () => {
  const height = fc.integer({ min: 1, max: 9 }).map((rows) => rows * ROW);
  const measured = fc.array(fc.tuple(fc.nat(LINES - 1), height), { maxLength: 80 });
  const hidden = fc.array(
    fc.tuple(fc.nat(LINES - 2), fc.nat(5)).map(([from, more]) => ({
      from: from + 1,
      to: Math.min(LINES - 1, from + 1 + more),
    })),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(measured, hidden, (some, folds) => {
      const rows = new Rows(folds);
      const heights = new Heights(ROW);
      const of = new Map<number, number>();
      for (const [line, px] of some) {
        expect(heights.measured(line, px)).toBe((of.get(line) ?? ROW) !== px);
        of.set(line, px);
      }
      heights.lay(rows);
      let top = 0;
      for (let row = 0; row < rows.count(LINES); row += 1) {
        expect(heights.top(row)).toBe(top);
        expect(heights.rowAt(top)).toBe(row);
        const px = of.get(rows.lineAt(row)) ?? ROW;
        expect(heights.rowAt(top + px - 1)).toBe(row);
        top += px;
      }
    }),
  );
});
