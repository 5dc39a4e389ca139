import { describe, expect, it } from 'vitest';
import { LogLines } from './lines.js';
import { findLines, hitsIn } from './search.js';

describe('search', () => {
  const log = new LogLines();
  log.append('one \x1b[31mERR\x1b[0mor\nnothing\nError again, error\n');

  it('finds lines across colours, whatever the case', async () => {
    expect(await findLines(log, 'error', new AbortController().signal)).toEqual([0, 2]);
  });

  it('tells where in the line', () => {
    expect(hitsIn(log.text(2), 'error')).toEqual([
      { from: 0, to: 5 },
      { from: 13, to: 18 },
    ]);
    expect(hitsIn('abc', '')).toEqual([]);
  });

  it('stops when it is no longer asked', async () => {
    expect(await findLines(log, 'error', AbortSignal.abort())).toEqual([]);
  });
});
