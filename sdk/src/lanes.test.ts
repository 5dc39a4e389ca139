import { describe, expect, it } from 'vitest';
import type { Clock, Logger } from '@turnpike/core/contracts';
import { createLanes } from './lanes.js';

const clock: Clock = {
  monotonic: () => performance.now(),
  now: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, Math.min(ms, 5))),
};
const log = { error() {} } as unknown as Logger;

function lanesOver(
  pieces: number[],
  slots: number,
  work: (piece: number) => Promise<number | undefined>,
) {
  return createLanes({
    slots,
    claim: async () => pieces.shift(),
    work,
    clock,
    log,
    signal: new AbortController().signal,
  });
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 30));

describe('lanes', () => {
  it('works everything off after one wake, never more at once than there are slots', async () => {
    let busy = 0;
    let most = 0;
    const done: number[] = [];
    const lanes = lanesOver([1, 2, 3, 4, 5, 6, 7], 3, async (piece) => {
      most = Math.max(most, ++busy);
      await new Promise((resolve) => setTimeout(resolve, 2));
      busy -= 1;
      done.push(piece);
      return undefined;
    });
    lanes.wake();
    await settled();
    expect(done.toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(most).toBe(3);
  });

  it('looks again for what was put back', async () => {
    const pieces = [1];
    let tries = 0;
    const lanes = lanesOver(pieces, 1, async (piece) => {
      tries += 1;
      if (tries > 2) return undefined;
      pieces.push(piece);
      return 1;
    });
    lanes.wake();
    await settled();
    expect(tries).toBe(3);
  });

  it('drains: what is in hand ends, nothing new begins', async () => {
    const pieces = [1, 2, 3];
    let release: () => void = () => undefined;
    const lanes = lanesOver(
      pieces,
      1,
      () => new Promise((resolve) => (release = () => resolve(undefined))),
    );
    lanes.wake();
    await settled();
    const drained = lanes.drain();
    release();
    await drained;
    expect(pieces).toEqual([2, 3]);
  });
});
