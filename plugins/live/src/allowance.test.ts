import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createAllowances, isExcess, type Allowance } from './allowance.js';

function opened(found: ReturnType<ReturnType<typeof createAllowances>['open']>): Allowance {
  if (isExcess(found)) throw new Error(found.reason);
  return found;
}

it('lets one caller take no more than its burst and rate, over however many sockets (property)', () => {
  const step = fc.record({
    ms: fc.nat(2_000),
    socket: fc.nat(4),
    bytes: fc.integer({ min: 1, max: 65_536 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      let time = 0;
      const allowances = createAllowances(() => time);
      const sockets = Array.from({ length: 5 }, () => opened(allowances.open('user:1')));
      let [bytes, messages] = [0, 0];
      for (const one of steps) {
        time += one.ms;
        if (sockets[one.socket]?.message(one.bytes)) continue;
        bytes += one.bytes;
        messages += 1;
      }
      expect(bytes).toBeLessThanOrEqual(1_048_576 + (time / 1000) * 65_536 + 1);
      expect(messages).toBeLessThanOrEqual(2_000 + (time / 1000) * 100 + 1);
      // Somebody else has all of it.
      expect(opened(allowances.open('user:2')).message(1_048_576)).toBeUndefined();
    }),
  );
});

it('gives sockets and topics back when they go', () => {
  const allowances = createAllowances(() => 0);
  const all = Array.from({ length: 100 }, () => opened(allowances.open('a')));
  expect(allowances.open('a')).toMatchObject({ code: 4429, reason: 'too many connections' });
  expect(all.map((one) => one.holds(20)).filter(Boolean)).toEqual([]);
  expect(all[0]?.holds(21)).toMatchObject({ reason: 'too many topics' });
  all[1]?.close();
  expect(all[0]?.holds(21)).toBeUndefined();
  expect(isExcess(allowances.open('a'))).toBe(false);
});

it('counts topics that are asked for, however they are split', () => {
  const one = opened(createAllowances(() => 0).open('a'));
  const asked = Array.from({ length: 30 }, () => one.asks(100));
  expect(asked.filter((found) => found === undefined)).toHaveLength(20);
  expect(asked.at(-1)).toMatchObject({ code: 4429, reason: 'too many subscriptions' });
});
