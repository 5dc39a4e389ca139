import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LogLines } from './lines.js';
import { SHOWN_CHARS } from './long-line.js';

const graphemes = (text: string): string[] =>
  Array.from(new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)).map(
    ({ segment }) => segment,
  );
/** One character each for who reads, of one to eleven code units. */
const SIGNS = ['é', 'e\u0301', '👍🏽', '👩‍👩‍👧‍👦', '🇳🇿', '한', '\u1112\u1161\u11ab', '𝒳', 'न्', '❤️', '日'];
const MORE = / … (\d+) more characters, see the raw log $/;

describe('a line that is cut', () => {
  it('shows whole characters only, whatever stands at the limit, however it came', () => {
    const sizes = fc.array(fc.integer({ min: 2_000, max: 20_000 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 12 }),
        fc.array(fc.constantFrom(...SIGNS), { minLength: 12, maxLength: 40 }),
        sizes,
        (before, signs, pieces) => {
          const line = 'x'.repeat(SHOWN_CHARS - before) + signs.join('');
          const log = new LogLines();
          for (let at = 0, n = 0; at < line.length; n += 1) {
            const size = pieces[n % pieces.length] as number;
            log.append(line.slice(at, at + size));
            at += size;
          }
          log.append('\n');
          const text = log.text(0);
          const shown = text.replace(MORE, '');
          const more = Number(MORE.exec(text)?.[1] ?? 0);
          expect(line.startsWith(shown)).toBe(true);
          expect([...shown].length + more).toBe([...line].length);
          expect([...shown].length).toBeLessThanOrEqual(SHOWN_CHARS);
          // As the whole text is cut: the same characters, up to the end of what is shown.
          const from = SHOWN_CHARS - 20;
          const whole = graphemes(line.slice(from));
          const some = graphemes(shown.slice(from));
          expect(some).toEqual(whole.slice(0, some.length));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is cut at the limit where one character never ends', () => {
    const log = new LogLines();
    log.append(`${'x'.repeat(SHOWN_CHARS - 200)}${'\u0301'.repeat(400)}\n`);
    expect([...log.text(0).replace(MORE, '')]).toHaveLength(SHOWN_CHARS);
  });
});

describe('what echo -e writes', () => {
  const shown = (text: string): string[] => {
    const log = new LogLines();
    log.append(text);
    log.seal();
    return Array.from({ length: log.length }, (_none, line) => log.text(line));
  };

  it.each([
    ['a note in colours', '\x1b[33;1mNote:\x1b[0m read this\n', ['Note: read this']],
    ['lines of its own', 'one\ntwo\n\nfour\n', ['one', 'two', '', 'four']],
    ['tabs', 'a\tb\n', ['a\tb']],
    ['a bell and a form feed', 'ding\x07\x0cdong\n', ['dingdong']],
    ['a backspace over what was', 'abc\b\bX\n', ['aXc']],
    ['a return over what was', '50%\r100%\n', ['100%']],
    ['a return and less than was', 'abcdef\rxy\n', ['xycdef']],
    ['NUL and C1', 'a\0b\x85c\x9bd\n', ['abcd']],
    ['a title of the window', '\x1b]0;title\x07text\n', ['text']],
    ['a link', '\x1b]8;;http://example.com\x1b\\here\x1b]8;;\x1b\\\n', ['here']],
    ['moves of the cursor', '\x1b[2J\x1b[10;10Htext\x1b[?25l\n', ['text']],
    ['what is no escape but begins as one', 'text\x1b[31\nnext\n', ['text31', 'next']],
    ['marks of direction, as text', 'a\u202eb\u202c\n', ['a\u202eb\u202c']],
  ])('%s', (_name, text, lines) => {
    expect(shown(text)).toEqual(lines);
  });
});
