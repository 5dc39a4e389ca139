import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JSON_BOUNDS, jsonExcess, jsonSize, parseBoundedJson } from '../contracts/bounded-json.js';

const bytes = (text: string): Uint8Array => Buffer.from(text);

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

describe('JSON of strangers', () => {
  it('is read as JSON.parse reads it, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8 }), (text) => {
        expect(parseBoundedJson(bytes(text))).toEqual(JSON.parse(text));
      }),
    );
  });

  it('is counted as deep as it is: brackets, quotes and backslashes in texts change nothing', () => {
    const nasty = fc.stringMatching(/^[[\]{}"\\,:a]*$/);
    const tree = fc.letrec<{ node: unknown }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 6 },
        nasty,
        fc.array(tie('node'), { maxLength: 3 }),
        fc.dictionary(nasty, tie('node'), { maxKeys: 3 }),
      ),
    })).node;
    fc.assert(
      fc.property(tree, (value) => {
        const text = bytes(JSON.stringify(value));
        const depth = depthOf(value);
        expect(jsonExcess(text, { depth, pieces: 10_000 })).toBeUndefined();
        if (depth > 0) expect(jsonExcess(text, { depth: depth - 1, pieces: 10_000 })).toBeDefined();
      }),
    );
  });

  it.each([
    ['lists', '[', 26e6],
    ['objects', '{"a":', 5e6],
    ['small objects', '{},', 8e6],
    ['numbers', '0,', 13e6],
  ])(
    'is refused where %s without end make it costly, having read a small part',
    (_name, piece, times) => {
      const text = Buffer.concat([bytes('['), Buffer.alloc(piece.length * times, piece)]);
      let read = 0;
      const watched = new Proxy(text, {
        get(target, at) {
          read += 1;
          const value: unknown = Reflect.get(target, at, target);
          return typeof value === 'function' ? value.bind(target) : value;
        },
      });
      expect(jsonExcess(watched, JSON_BOUNDS)).toBeDefined();
      expect(read).toBeLessThan(text.length / 10);
      expect(() => parseBoundedJson(text)).toThrow(/JSON is/);
    },
  );

  it('that is none is the sender’s fault', () => {
    for (const text of ['', '{', '[1,]', '"', '"\\', 'nul', '\u0000']) {
      expect(() => parseBoundedJson(bytes(text))).toThrow(
        expect.objectContaining({ code: 'TURNPIKE_INPUT_INVALID' }),
      );
    }
  });
});

describe('the size of what would be JSON', () => {
  it('is never less than nine tenths of what it is, and not much more', () => {
    const plain = fc
      .jsonValue({ maxDepth: 6 })
      .filter((value) => !/[^\x20-\x7e]|[\\"]/.test(JSON.stringify(value).replaceAll('"', '')));
    fc.assert(
      fc.property(plain, (value) => {
        const real = JSON.stringify(value).length;
        expect(jsonSize(value)).toBeGreaterThanOrEqual(real * 0.25);
        expect(jsonSize(value)).toBeLessThanOrEqual(real * 6 + 6);
      }),
    );
  });

  it('is found to be too much after a bounded time, for what holds one thing many times', () => {
    let value: unknown = 'x'.repeat(1000);
    for (let level = 0; level < 30; level += 1) value = Array.from({ length: 10 }, () => value);
    expect(jsonSize(value, 1e6)).toBeGreaterThan(1e6);
  });
});
