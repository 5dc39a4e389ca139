import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWholeEnvValue, parseEnvLine } from './env-line.js';

const piece = fc.oneof(
  fc.stringMatching(/^[a-z0-9/.:=%~é-]{1,4}$/),
  fc.constantFrom(
    ...`  & && ; | ( ) < > # ' " \\ \` $ { } , ! * ? [ ] = + \t`.split(/(?<=.)(?: |$)/),
  ),
  fc.constantFrom(' ', '"a b"', "'p(q)'", '\\ ', '$(echo a)', '${X:-y}', '${X:-y z}', '{a,b}'),
  fc.constantFrom(
    '$HOME',
    '`echo b`',
    '"a & $X"',
    "$'a\\'b'",
    '$((1+2))',
    '"it\'s"',
    "'a\\'",
    '(a)',
  ),
);
const value = fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join(''));

/**
 * Does a job get it as one? What is behind the value says so: it is read once, as a part of it. Nothing is run in the
 * system: files are made in nowhere, and there are no programs.
 */
function arrives(source: string): boolean {
  const [only, ...more] = parseEnvLine(`A=${source}`);
  if (more.length > 0 || only?.value !== source) return false;
  // A list, which no program is given.
  if (source.startsWith('(')) return false;
  try {
    const script = `export A=${source}''@END@\nprintf '%s\\n' "$A"`;
    const out = execFileSync('bash', ['--norc', '-xc', `exec 2>&1; PATH=/nonexistent\n${script}`], {
      env: { PATH: process.env['PATH'], HOME: '/h', X: '' },
      cwd: '/proc',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).toString();
    const traced = out.split('\n').find((line) => line.startsWith('+ export ')) ?? '';
    return traced.split('@END@').length === 2 && out.endsWith('@END@\n');
  } catch {
    return false;
  }
}

describe('isWholeEnvValue', () => {
  it('is true of what arrives whole, and of nothing that bash splits or refuses (property)', () => {
    fc.assert(
      fc.property(value, (source) => {
        expect([source, isWholeEnvValue(source)]).toEqual([source, arrives(source)]);
      }),
      { numRuns: 150, endOnFailure: true },
    );
  }, 300_000);

  it.each(['a b & c', 'p(q)r', 'a;b', "it's", 'a|b', '{a,b}', '${X:-a b}', 'a\\'])(
    'is false of %j',
    (source) => expect([isWholeEnvValue(source), arrives(source)]).toEqual([false, false]),
  );
});
