import { expect, it } from 'vitest';
import { keysOf, readSegmentName, segmentName } from './names.js';

it('reads from the name of a segment what was written into it, and sorts by place', () => {
  const name = { from: 9_999, tally: { end: 10_004, newlines: 3, parts: 17 }, openLine: true };
  expect(readSegmentName(segmentName(name))).toEqual(name);
  expect(readSegmentName('full.log')).toBeUndefined();
  const later = segmentName({ ...name, from: 10_000 });
  expect(segmentName(name) < later).toBe(true);
});

it('has a folder for each run', () => {
  expect(keysOf('ci/', { jobId: 1_042, run: 2 }).index).toBe('ci/logs/1/1042/2/full.idx');
});
