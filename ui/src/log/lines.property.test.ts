import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LogLines } from './lines.js';
import { SHOWN_CHARS } from './long-line.js';

const CLEAR = '\r\x1b[0K';
const MORE = 100;

/** What logs are made of: text, all that goes back over a line, escapes whole and broken, markers and mentions. */
const piece = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
  fc.constantFrom('\n', '\r\n', '\r', '\b', '\t', '\x1b', '\x1b[', '\x1b[K', '\x1b[1K', '\x1b[2K'),
  fc.constantFrom(
    '\x1b[31m',
    '\x1b[0m',
    '\x1b[38;5;208m',
    '\x1b[12',
    ';1m',
    '\x1b]0;title',
    '\x07',
    '\x1b\\',
  ),
  fc.constantFrom('travis_fold:start:a', 'travis_fold:end:a', 'travis_time:start:0a', 'travis_'),
  fc.constantFrom(
    `travis_fold:start:a${CLEAR}`,
    `travis_fold:end:a${CLEAR}`,
    'fold:start:',
    '\x1b[0K',
  ),
  fc.constant(`travis_time:end:0a:start=1,finish=2000001,duration=2000000,event=script${CLEAR}`),
  fc
    .record({
      text: fc.constantFrom('x', '\rx', 'é\b', '\x1b[1K', '😀', 'travis_'),
      times: fc.integer({ min: 1, max: 40_000 }),
    })
    .map(({ text, times }) => text.repeat(times)),
);
const stream = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));

function logOf(text: string, sizes: readonly number[]): LogLines {
  const log = new LogLines();
  let from = 0;
  for (let at = 0; from < text.length; at += 1) {
    const to = from + (sizes[at % sizes.length] as number);
    log.append(text.slice(from, to));
    from = to;
  }
  log.seal();
  return log;
}
function shownOf(log: LogLines): unknown {
  const lines = Array.from({ length: log.length }, (_none, line) =>
    log.spans(line).map(({ text, style }) => [text, log.styles.get(style)]),
  );
  const timings = lines.map((_none, line) => log.folds.timing(line)?.durationMs);
  return { lines, folds: log.folds.all(), timings, hidden: log.hidden };
}

describe('any log in any pieces', () => {
  const sizes = fc.array(
    fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 30_000 })),
    { minLength: 1, maxLength: 6 },
  );

  it('shows the same lines', () => {
    fc.assert(
      fc.property(stream, sizes, (text, some) => {
        expect(shownOf(logOf(text, some))).toEqual(shownOf(logOf(text, [text.length || 1])));
      }),
      { numRuns: 150 },
    );
  });

  it('never hands out more characters of a line than are shown', () => {
    fc.assert(
      fc.property(stream, sizes, (text, some) => {
        const log = new LogLines();
        const longest = (): number =>
          Math.max(
            0,
            ...Array.from({ length: log.length }, (_none, line) => [...log.text(line)].length),
          );
        log.append(text.slice(0, some[0]));
        expect(longest()).toBeLessThanOrEqual(SHOWN_CHARS + MORE);
        log.append(text.slice(some[0]));
        expect(longest()).toBeLessThanOrEqual(SHOWN_CHARS + MORE);
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    ['no line feed at all', 'x'],
    ['a return and then no line feed', '\rabc'],
    ['backspaces', 'ab\b'],
    ['erasing what is before', '\x1b[2Kx\b\x1b[1K'],
    ['erasing far to the right', `${'y'.repeat(500)}\x1b[1K\x1b[2K`],
    ['a title that never ends', '\x1b]'],
    ['escapes that are none', '\x1b[1;1;1;1'],
    ['mentions of markers', 'travis_fold:start:abc '],
    ['markers', `travis_fold:start:abc${CLEAR}travis_fold:end:abd${CLEAR}`],
    ['surrogates', '\ud83d\ude00'],
  ])('works in proportion to its length: %s', (_what, unit) => {
    const workOf = (length: number, size: number): number => {
      const log = logOf(unit.repeat(Math.ceil(length / unit.length)), [size]);
      return log.work / length;
    };
    // Twice the log is twice the work, whatever the pieces.
    for (const size of [100, 4096, 1_000_000]) {
      expect(workOf(400_000, size)).toBeLessThan(4);
      expect(workOf(800_000, size)).toBeLessThan(4);
    }
  });
});

it.each([
  ['60 MB without a line feed', '', 'x'],
  ['a return and 60 MB without a line feed', 'x\r', 'y'],
])('is there for the next line after %s', (_what, start, char) => {
  const log = new LogLines();
  log.append(start);
  const chunk = char.repeat(65_536);
  for (let read = 0; read < 60_000_000; read += chunk.length) {
    log.append(chunk);
    expect(log.length).toBe(1);
  }
  log.append('\nnext\n');
  expect(log.spans(0).at(-1)?.text).toContain('more characters, see the raw log');
  expect(log.text(1)).toBe('next');
});

describe('mentions of markers', () => {
  const word = fc.stringMatching(/^[ -~]{1,30}$/);
  const mention = fc
    .tuple(
      fc.constantFrom(
        'travis_fold:start:',
        'travis_fold:end:',
        'travis_time:start:',
        'travis_time:end:',
      ),
      fc.constantFrom('', 'tests', '$fold', '"; echo', '%s\\r', '0a:start=1'),
    )
    .map((parts) => parts.join(''));
  const line = fc
    .tuple(word, mention, word)
    .map(([before, marker, after]) => `$ ${before}${marker}${after}.`);

  it('are shown whole, with the folds around them as they were', () => {
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 8 }),
        fc.constantFrom('\n', '\r\n'),
        (lines, feed) => {
          const log = logOf(
            `travis_fold:start:real${CLEAR}head${feed}${lines.join(feed)}${feed}travis_fold:end:real${CLEAR}last${feed}`,
            [7],
          );
          expect(Array.from(lines, (_none, at) => log.text(at + 1))).toEqual(lines);
          expect(log.folds.all()).toEqual([
            { name: 'real', start: 0, end: lines.length, depth: 0 },
          ]);
        },
      ),
    );
  });

  it('are shown whole in a line too long to be kept', () => {
    const log = logOf(`$ echo travis_fold:start:x; ${'y'.repeat(SHOWN_CHARS)}\r\nnext\n`, [1000]);
    expect(log.text(0)).toMatch(/^\$ echo travis_fold:start:x; y/);
    expect(log.folds.all()).toEqual([]);
  });

  it.each([
    ['as Travis prints it', `travis_fold:start:a${CLEAR}one\ntwo\ntravis_fold:end:a${CLEAR}`],
    ['with a return alone', 'travis_fold:start:a\rone\r\ntwo\r\ntravis_fold:end:a\r'],
    ['by echo', 'travis_fold:start:a\r\none\r\ntwo\r\ntravis_fold:end:a\r\n'],
  ])('but a marker at the start of a line is one: %s', (_how, text) => {
    expect(logOf(text, [text.length]).folds.all()).toMatchObject([{ name: 'a', start: 0 }]);
  });
});
