import { describe, expect, it } from 'vitest';
import { Rows } from './rows.js';

/** The slow way to say the same. */
function shown(hidden: readonly { from: number; to: number }[], lines: number): number[] {
  return Array.from({ length: lines }, (_none, line) => line).filter(
    (line) => !hidden.some(({ from, to }) => line >= from && line <= to),
  );
}

describe('Rows', () => {
  const cases = [
    [],
    [{ from: 1, to: 3 }],
    [{ from: 0, to: 0 }],
    [
      { from: 5, to: 9 },
      { from: 2, to: 3 },
    ],
    [
      { from: 2, to: 8 },
      { from: 4, to: 5 },
    ],
    [
      { from: 2, to: 3 },
      { from: 4, to: 6 },
    ],
    [{ from: 8, to: 30 }],
  ];
  it.each(cases.map((hidden) => [hidden] as const))('maps with %j hidden', (hidden) => {
    const rows = new Rows(hidden);
    const lines = shown(hidden, 12);
    expect(rows.count(12)).toBe(lines.length);
    expect(lines.map((_line, row) => rows.lineAt(row))).toEqual(lines);
    for (const [row, line] of lines.entries()) expect(rows.rowOf(line)).toBe(row);
    for (let line = 0; line < 12; line += 1)
      expect(rows.isHidden(line)).toBe(!lines.includes(line));
  });

  it('answers the header’s row for a hidden line', () => {
    expect(new Rows([{ from: 3, to: 6 }]).rowOf(5)).toBe(2);
  });
});
