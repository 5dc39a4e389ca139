import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createShares } from './shares.js';

const limits = { each: 4, all: 10, waitingEach: 2, waiting: 5, waitMs: 60_000 };

describe('shares', () => {
  it('never go beyond what each and all may have, and come to everybody in the end', async () => {
    const ask = fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd'), amount: fc.nat({ max: 4 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(ask, { maxLength: 30 }), async (asked) => {
        const shares = createShares({ ...limits, waitingEach: 99, waiting: 99 });
        const held = new Map<string, number>();
        let total = 0;
        let served = 0;
        await Promise.all(
          asked.map(async ({ key, amount }) => {
            const release = await shares.take(key, amount);
            total += amount;
            held.set(key, (held.get(key) ?? 0) + amount);
            expect(total).toBeLessThanOrEqual(limits.all);
            expect(held.get(key)).toBeLessThanOrEqual(limits.each);
            await Promise.resolve();
            total -= amount;
            held.set(key, (held.get(key) ?? 0) - amount);
            served += 1;
            release();
            release();
          }),
        );
        expect(served).toBe(asked.length);
      }),
    );
  });

  it('tell a caller whose own line is full apart from a platform that is full', async () => {
    const shares = createShares(limits);
    const first = await shares.take('a', 4);
    const waiting = [shares.take('a', 1), shares.take('a', 1)];
    await expect(shares.take('a', 1)).rejects.toMatchObject({ status: 429 });
    const others = [await shares.take('b', 4), await shares.take('c', 2)];
    const line = ['d', 'e', 'f'].map((key) => shares.take(key, 4));
    await expect(shares.take('g', 1)).rejects.toMatchObject({
      status: 503,
      details: { retryAfterSeconds: expect.any(Number) },
    });
    first();
    for (const release of others) release();
    for (const release of await Promise.all(waiting)) release();
    for (const given of line) (await given)();
  });

  it('let others pass whoever waits for his own, and forget who has gone', async () => {
    const shares = createShares(limits);
    const gone = new AbortController();
    const first = await shares.take('a', 4);
    const second = shares.take('a', 4, gone.signal);
    (await shares.take('b', 4))();
    gone.abort(new Error('gone'));
    await expect(second).rejects.toThrow('gone');
    first();
    (await shares.take('a', 4))();
  });

  it('give up after a while', async () => {
    const shares = createShares({ ...limits, waitMs: 5 });
    await shares.take('a', 4);
    await expect(shares.take('a', 1)).rejects.toMatchObject({ code: 'TURNPIKE_BUSY' });
  });
});
