import { describe, expect, it } from 'vitest';
import { MAX_HEIGHT, rowWindow, scrollTopOf } from './window.js';

const view = { rowHeight: 20, viewHeight: 600 };

describe('rowWindow', () => {
  it('has only what is seen and a little more', () => {
    const window = rowWindow({ ...view, rows: 100_000, scrollTop: 20_000 });
    expect(window).toMatchObject({ height: 2_000_000, first: 988, end: 1042, top: 19_760 });
  });

  it('begins at the first row and ends at the last', () => {
    expect(rowWindow({ ...view, rows: 5, scrollTop: 0 })).toMatchObject({
      first: 0,
      end: 5,
      top: 0,
    });
    expect(rowWindow({ ...view, rows: 0, scrollTop: 0 })).toMatchObject({ first: 0, end: 0 });
  });

  it.each([1_000_000, 5_000_000])(
    'reaches every one of %d rows below the height that browsers bear',
    (rows) => {
      const { height } = rowWindow({ ...view, rows, scrollTop: 0 });
      expect(height).toBe(MAX_HEIGHT);
      const last = rowWindow({ ...view, rows, scrollTop: height - view.viewHeight });
      expect(last.end).toBe(rows);
      for (const row of [0, 17, rows / 2, rows - 100]) {
        const scrollTop = scrollTopOf(row, { ...view, rows });
        const { first, end, top } = rowWindow({ ...view, rows, scrollTop });
        expect(first).toBeLessThanOrEqual(row);
        expect(end).toBeGreaterThan(row);
        // It is where it is looked for, not only in the page.
        expect(Math.abs(top + (row - first) * view.rowHeight - scrollTop)).toBeLessThan(2);
      }
    },
  );
});
