import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storableMessage, storableText } from './stored-text.js';

describe('text for the database', () => {
  it('holds no NUL and loses nothing else', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('\0', 'a', '\n', '🍌', '\u0301', ' ')), (parts) => {
        const text = parts.join('');
        const kept = [...text].filter((character) => character !== '\0').join('');
        expect(storableText(text)).toBe(kept);
      }),
    );
  });

  it('is cut between characters, and only where it is long', () => {
    const units = fc.array(fc.constantFrom('a', 'é', '🍌', '𝔘'), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(units, fc.nat(3), (unit, shift) => {
        const short = 'x'.repeat(shift) + unit.join('');
        expect(storableMessage(short)).toBe(short);
        const long = short + unit.join('').repeat(70_000);
        const stored = storableMessage(long);
        expect(stored.endsWith('…')).toBe(true);
        expect(stored.length).toBeGreaterThan(65_530);
        expect(stored.length).toBeLessThanOrEqual(65_536);
        expect(long.startsWith(stored.slice(0, -1))).toBe(true);
        expect(Buffer.from(stored).toString()).toBe(stored);
      }),
      { numRuns: 30 },
    );
  });
});
