import { describe, expect, it } from 'vitest';
import { findWord } from './match.js';

const none: ReadonlySet<string> = new Set();

describe('findWord', () => {
  it.each([
    ['scrpt', ['script', 'stages'], 'script'],
    // Below half of the shorter word: two of four letters are too many.
    ['jdkk', ['jdk', 'go'], 'jdk'],
    ['abxy', ['abcd'], undefined],
    // Never four or more, however long.
    ['before_installxyzw', ['before_install'], undefined],
    // Swapped letters of a short word, where nothing else is near.
    ['nev', ['env'], 'env'],
    ['pip', ['ppi'], undefined],
    ['it', ['if'], undefined],
  ])('%s among %j', (input, words, found) => expect(findWord(words, input, none)).toBe(found));

  it('ranks a tie by shared letters, a further tie by length alone', () => {
    expect(findWord(['abcx', 'abcc'], 'abcd', none)).toBe('abcx');
    expect(findWord(['abcde', 'abcdz', 'abcdef'], 'abcd_', none)).toBe('abcdef');
  });

  it('leaves known words alone', () => {
    expect(findWord(['script'], 'scrip', new Set(['scrip']))).toBeUndefined();
    expect(findWord(['branches'], 'branch', none)).toBeUndefined();
  });
});
