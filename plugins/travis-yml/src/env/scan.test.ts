import { describe, expect, it } from 'vitest';
import { EnvSyntaxError, scanEnv } from './scan.js';

describe('texts of variables', () => {
  it.each([
    [
      'A=1 B',
      [
        ['A', '1'],
        ['B', ''],
      ],
    ],
    [
      `A="x y" B='z'`,
      [
        ['A', '"x y"'],
        ['B', "'z'"],
      ],
    ],
    ['A=${X} B=1', [['A', '${X} B=1']]],
    [
      'A="${X}" B=1',
      [
        ['A', '"${X}"'],
        ['B', '1'],
      ],
    ],
    [
      'A=a\\ b B=`c d`',
      [
        ['A', 'a\\ b'],
        ['B', '`c d`'],
      ],
    ],
    ['"A=1 B=2"', [['A', '1']]],
    ['', []],
  ])('%s', (text, pairs) => expect(scanEnv(text)).toEqual(pairs));

  it.each(['A="x', '=1', "'A=1'"])('refuses %s', (text) => {
    expect(() => scanEnv(text)).toThrow(EnvSyntaxError);
  });
});
