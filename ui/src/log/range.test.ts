import { describe, expect, it } from 'vitest';
import { formatRange, parseRange } from './range.js';

describe('line ranges', () => {
  it.each([
    ['#L10', { from: 10, to: 10 }],
    ['#L10-L20', { from: 10, to: 20 }],
    ['#L20-10', { from: 10, to: 20 }],
    ['L7', { from: 7, to: 7 }],
  ])('reads %s', (text, range) => expect(parseRange(text)).toEqual(range));

  it.each(['', '#', '#L', '#L0', '#L1-L0', '#main', '#L99999999999', '#L1x'])(
    'takes %j for none',
    (text) => expect(parseRange(text)).toBeUndefined(),
  );

  it('writes what it reads', () => {
    for (const text of ['#L3', '#L3-L9']) expect(formatRange(parseRange(text) as never)).toBe(text);
  });
});
