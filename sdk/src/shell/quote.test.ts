import { execFileSync } from 'node:child_process';
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

  it('escapes as Ruby does', () => {
    expect(shellEscape('the commit message')).toBe('the\\ commit\\ message');
    expect(shellEscape('line 1\nline 2')).toBe("line\\ 1'\n'line\\ 2");
    expect(shellEscape(null)).toBe("''");
  });

  it('drops what no program text can hold', () => {
    expect(shellEscape('a\0b')).toBe('ab');
  });
});

describe('the template q', () => {
  it('escapes data, makes words of lists and keeps source', () => {
    expect(q`rm ${'a b'} ${['c', 'd;e']} ${verbatim('--all $X')}`).toBe(
      'rm a\\ b c d\\;e --all $X',
    );
  });
});
