/** One item of `cache.directories` is one directory to the shell, whatever its name. */
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cacheDirectories } from './wanted.js';

/** The words that bash makes of the list. */
function words(
  directories: readonly string[],
  isOurs = true,
  env: Readonly<Record<string, string>> = {},
): readonly string[] {
  const text = cacheDirectories({ directories }, isOurs).join(' ');
  const { stdout, status } = spawnSync(
    'bash',
    ['-c', `[ $# ] && set -- ${text} && printf '%s\\0' "$@"`],
    {
      env: { PATH: process.env['PATH'], HOME: '/home/ada', ...env },
      encoding: 'utf8',
    },
  );
  expect(status).toBe(0);
  return stdout.split('\0').slice(0, -1);
}

describe('directories of a cache', () => {
  it.each([
    ['$HOME/.wine/drive_c/Program Files (x86)', '/home/ada/.wine/drive_c/Program Files (x86)'],
    ['$HOME/with space', '/home/ada/with space'],
    ['~/with space', '/home/ada/with space'],
    ['~/plain', '/home/ada/plain'],
    ['with\\ space', 'with space'],
    ['"$HOME/with space"', '/home/ada/with space'],
    ["it's", "it's"],
    ['a & b; c|d <e> #f', 'a & b; c|d <e> #f'],
    ['$(echo "x y")/z w', 'x y/z w'],
    ['`echo a`/b', 'a/b'],
    ['$NAME/x', 'two words/x'],
    ['${NAME:-a b}/x', 'two words/x'],
  ])('%s is one', (item, word) => {
    expect(words([item, 'next'], true, { NAME: 'two words' })).toEqual([word, 'next']);
  });

  it('may still be named by a pattern', () => {
    expect(words(['/etc/pass*d'])).toEqual(['/etc/passwd']);
  });

  it('are as many as are listed, for any printable names', () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
      .filter((text) => !/[\\$"'`*?[\]{}~\0\r\n]/.test(text) && text.trim() === text);
    fc.assert(
      fc.property(
        fc.array(
          name.map((text) => `/x/${text}`),
          { minLength: 1, maxLength: 5 },
        ),
        (list) => {
          expect(words(list)).toEqual(list);
        },
      ),
      { numRuns: 40 },
    );
  });
});
