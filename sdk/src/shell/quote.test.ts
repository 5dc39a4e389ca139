import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { echoText, escapeDouble, q, shellEscape, singleQuote, verbatim } from './quote.js';

const texts = [
  '',
  'plain',
  'a b',
  "it's",
  '"x"',
  '$HOME',
  '`id`',
  '$(id)',
  'a\nb',
  '\\',
  '*?[x]',
  'żółć',
  '~',
  '-n',
  '!',
  'a;b&c|d',
];

function shell(source: string): string {
  return execFileSync('bash', ['-c', source], { encoding: 'utf8' });
}

describe('quoting', () => {
  it.each(texts)('carries %j through the shell unchanged', (text) => {
    expect(shell(`printf %s ${shellEscape(text)}`)).toBe(text);
    expect(shell(`printf %s ${singleQuote(text)}`)).toBe(text);
    expect(shell(`printf %s "${escapeDouble(text)}"`)).toBe(text);
    expect(shell(`echo -e "x${echoText(text)}"`)).toBe(`x${text}\n`);
  });

  it.each(['C', 'C.UTF-8'])('carries any Unicode text, in the locale %s (property)', (locale) => {
    const unit = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 4 }),
      // Halves of characters as well, and what bash uses inside itself.
      fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
      fc.constantFrom('🍌', '\x01', '\x7f', '\r', '\n', '\0', '\ud83c', '\u2028', '𠮷', '👩‍👩‍👦'),
    );
    const quoters = [shellEscape, singleQuote, (text: string) => `"${escapeDouble(text)}"`];
    fc.assert(
      fc.property(
        fc.array(
          fc.array(unit).map((all) => all.join('')),
          { minLength: 20, maxLength: 60 },
        ),
        (all) => {
          // One shell for many texts; NUL between them, which none of them can hold.
          const words = all.flatMap((text) => quoters.map((quote) => quote(text)));
          const read = execFileSync('bash', ['-c', `printf '%s\\0' ${words.join(' ')}`], {
            env: { PATH: process.env['PATH'], LC_ALL: locale },
          });
          const expected = all.map((text) => Buffer.from(text.replaceAll('\0', '')).toString());
          expect(read.toString().split('\0').slice(0, -1)).toEqual(
            expected.flatMap((text) => quoters.map(() => text)),
          );
        },
      ),
      { numRuns: 4 },
    );
  });

  it('escapes as Ruby does', () => {
    expect(shellEscape('the commit message')).toBe('the\\ commit\\ message');
    expect(shellEscape('line 1\nline 2')).toBe("line\\ 1'\n'line\\ 2");
    expect(shellEscape(null)).toBe("''");
  });

  it('drops what no program text can hold', () => {
    expect(shellEscape('a\0b')).toBe('ab');
    expect(shellEscape('a\ud83cb')).toBe('a\\\ufffdb');
    expect(shellEscape('🍌')).toBe('\\🍌');
  });
});

describe('the template q', () => {
  it('escapes data, makes words of lists and keeps source', () => {
    expect(q`rm ${'a b'} ${['c', 'd;e']} ${verbatim('--all $X')}`).toBe(
      'rm a\\ b c d\\;e --all $X',
    );
  });
});
