import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAssignments, readShellWord } from './read-word.js';

const inner = fc.stringMatching(/^[a-z0-9 é!&|;]{0,5}$/);
const part = fc.oneof(
  fc.stringMatching(/^[a-z0-9é!~]{1,5}$/).map((text) => `x${text}`),
  inner.map((text) => `'${text}"$\\'`),
  inner.map((text) => `"${text}'\\$\\"\\\\\\q\\\`` + '"'),
  fc.constantFrom(
    ...String.raw`$'tab\there'|$'\'\\\x41\102\u20ac\n'|\$|\'|\"|\ |\\|$"x"|a\&b`.split('|'),
  ),
);

describe('readShellWord', () => {
  it('reads constant words as bash does (property)', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(part, { minLength: 1, maxLength: 4 }), { minLength: 20 }),
        (all) => {
          const words = all.map((parts) => parts.join(''));
          const read = execFileSync('bash', ['-c', `printf '%s\\0' ${words.join(' ')}`], {
            env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8' },
          });
          expect(words.map((word) => readShellWord(word).value)).toEqual(
            read.toString().split('\0').slice(0, -1),
          );
        },
      ),
      { numRuns: 4, endOnFailure: true },
    );
  }, 300_000);

  it('knows what depends on others, and the constant pieces of it', () => {
    expect(readShellWord('"${HOME##*/}-hunter2"$(id -u)`x`z')).toMatchObject({
      value: undefined,
      pieces: ['-hunter2', 'z'],
    });
    expect(readAssignments('A="b c" D=$E').map(({ name, word }) => [name, word.value])).toEqual([
      ['A', 'b c'],
      ['D', undefined],
    ]);
  });
});
