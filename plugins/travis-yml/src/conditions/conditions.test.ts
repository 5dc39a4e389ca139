import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asksForChanges, conditionFault } from './check.js';
import { evaluateCondition } from './evaluate.js';
import { extended, v1 } from './grammar.js';
import { parseCondition } from './parse.js';
import { search } from './pattern.js';

const facts = {
  type: 'push',
  branch: 'feature/1',
  fork: false,
  tag: null,
  env: ['A=1 B="x y"', { C: 'false' }],
};
const holds = (text: string): boolean => evaluateCondition(parseCondition(text), facts);

describe('conditions', () => {
  it.each([
    ['branch = feature/1 AND NOT fork', true],
    ['type IN (push, api) OR tag IS present', true],
    ['type NOT IN (push)', false],
    ['branch =~ ^feature/\\d+$', true],
    ['branch !~ /^feature/', false],
    ['env(B) = "x y"', true],
    ['env(C) IS false', true],
    ['env(NOPE) IS blank', true],
    ['tag = ""', false],
    ['concat(type, -, env(A)) = push-1', true],
    ['commit_message =~ .*', false],
  ])('%s is %s', (text, expected) => expect(holds(text)).toBe(expected));

  it('takes an encrypted variable for one that is there and equals nothing', () => {
    const sees = (text: string): boolean =>
      evaluateCondition(parseCondition(text), { env: [{ KEY: { secure: 'abc=' } }, { ONE: 1 }] });
    expect(sees('env(KEY) IS present AND env(KEY) != abc')).toBe(true);
    expect(sees('env(KEY) =~ abc')).toBe(false);
    // Numbers of a request's data are no texts; configurations have none here.
    expect(sees('env(ONE) = 1')).toBe(false);
  });

  it('binds and tighter than or, not tightest', () => {
    expect(parseCondition('a or not b and c')).toEqual([
      'or',
      ['val', 'a'],
      ['and', ['not', ['val', 'b']], ['val', 'c']],
    ]);
  });

  it('knows no word boundaries', () => {
    expect(parseCondition('environment')).toEqual(['val', 'ironment']);
    expect(parseCondition('branch!=x')).toEqual(['not_eq', ['val', 'branch'], ['val', 'x']]);
  });

  it.each(['', '= a', '(a', 'a b', 'branch IN ()', '"a', `${'('.repeat(9000)}a`])(
    'refuses %.20s',
    (text) => {
      expect(() => parseCondition(text)).toThrow();
    },
  );

  it.each([
    ['env FOO = bar', ['eq', ['val', 'FOO'], ['val', 'bar']]],
    ['branch =~', ['match', ['var', 'branch'], null]],
    ['(branch !~ ) and fork', ['and', ['not_match', ['var', 'branch'], null], ['var', 'fork']]],
    ['type in', ['in', ['var', 'type'], null]],
    ['type is =~ ^p', ['match', ['var', 'type'], ['reg', '^p']]],
    [
      'type IN (push, api,,)',
      [
        'in',
        ['var', 'type'],
        [
          ['val', 'push'],
          ['val', 'api'],
        ],
      ],
    ],
    ['branch =~ /a b  ', ['match', ['var', 'branch'], ['reg', 'a b']]],
    ['branch =~ /a\\/', ['match', ['var', 'branch'], ['reg', 'a\\']]],
    ['branch =~ /a\\/b/', ['match', ['var', 'branch'], ['reg', 'a\\/b']]],
    ['branch =~ /release\\/x', ['match', ['var', 'branch'], ['reg', 'release\\/x']]],
    [
      'branch =~ /a\\/b\\/c d AND fork',
      ['match', ['var', 'branch'], ['reg', 'a\\/b\\/c d AND fork']],
    ],
    ['branch =~ /a\\\\/b/', ['match', ['var', 'branch'], ['reg', 'a\\\\/b']]],
    ['(tag !~ /^v\\/\\d+/)', ['not_match', ['var', 'tag'], ['reg', '^v\\/\\d+']]],
    ['fork \\\r AND tag', ['and', ['var', 'fork'], ['var', 'tag']]],
  ])('takes %j, as Travis does, though something lacks', (text, tree) => {
    expect(parseCondition(text)).toEqual(tree);
  });

  it('never matches where no pattern stands, and fails where no list does', () => {
    expect(holds('branch =~')).toBe(false);
    expect(holds('branch !~')).toBe(true);
    expect(() => holds('branch in')).toThrow(/list of values/);
  });

  it('says in Travis’s words that a dollar or a pattern is at fault', () => {
    expect(conditionFault('$A = b', 'v1')?.message).toMatch(/^Strings cannot start with a dollar/);
    expect(conditionFault('branch =~ /[z-a]/', 'v1')?.message).toBe(
      'Invalid regular expression: /[z-a]/',
    );
    expect(conditionFault('branch = a', 'v1')).toBeUndefined();
  });

  it('has an older grammar that knows no lone operands', () => {
    expect(conditionFault('fork', 'v0')).toEqual({ message: null });
    expect(conditionFault('branch = a', 'v0')).toBeUndefined();
  });
});

describe('changed paths', () => {
  const tree = (text: string) => parseCondition(text, extended(v1));

  it('are a condition of their own', () => {
    expect(tree('not changed(docs/**, "a b", environments) and fork')).toEqual([
      'and',
      ['not', ['changed', ['docs/**', 'a b', 'environments']]],
      ['var', 'fork'],
    ]);
  });

  it.each(['changed()', 'changed(a b)', 'changed(a,)', 'changed(/etc)', 'changed(../a)'])(
    'need paths within the repository: %s',
    (text) => {
      expect(conditionFault(text, 'v1', true)?.message).toMatch(/^changed\(\) takes paths/);
      expect(asksForChanges(text)).toBe(true);
    },
  );

  it('are no part of the grammar that Travis has', () => {
    expect(conditionFault('changed(a)', 'v1')).toEqual({ message: null });
    expect(conditionFault('changed(a)', 'v0', true)).toBeUndefined();
  });

  it('leave every other condition as it is', () => {
    for (const text of ['branch = changed', 'branch =~ changed(a)+', 'branch IN (changed, b)'])
      expect(tree(text)).toEqual(parseCondition(text));
    expect(asksForChanges('commit_message = "changed (a)"')).toBe(false);
    expect(asksForChanges('fork or (tag is blank and not changed(a))')).toBe(true);
  });
});

describe('patterns', () => {
  it.each([
    ['^b$', 'a\nb\nc', true],
    ['\\Ab', 'a\nb', false],
    ['(?i)FIX', 'a fix', true],
    ['(?i:A)b', 'AB', false],
    ['\\h+\\z', 'xAf09', true],
    ['a++a', 'aaa', false],
    ['(?>a|ab)c', 'abc', false],
    ['(a)(b)\\2\\1', 'abba', true],
    ['(?<x>a)\\k<x>', 'aa', true],
    ['[[:alpha:]&&[^a]]', 'a1', false],
    ['(?<=v)\\d', 'v1', true],
    ['x{2,3}?y', 'xxy', true],
    ['a{,2}b', 'aab', true],
  ])('%s in %j is %s', (pattern, text, expected) => expect(search(pattern, text)).toBe(expected));

  it.each(['[', '*', '+a', '(', ')', '[z-a]', '[\\w-.]', '\\', '(?<n', '(?z)'])(
    'refuses %s',
    (pattern) => {
      expect(() => search(pattern, 'a')).toThrow();
    },
  );

  it.each(['(a+)+$', '(a|a)*$', '(.*a){20}b', '(a*)*b', '(?:a?){40}a{40}b'])(
    'bounds the cost of %s',
    (pattern) => {
      const started = process.cpuUsage();
      try {
        search(pattern, `${'a'.repeat(60)}!`);
      } catch (error) {
        expect(String(error)).toMatch(/costs too much/);
      }
      // Of the processor, not of the clock: the machine may be busy.
      expect(process.cpuUsage(started).user / 1_000).toBeLessThan(500);
    },
  );

  it('agrees with the host’s engine on what both know', () => {
    const piece = fc.constantFrom(
      'a',
      'b',
      '.',
      '[ab]',
      '[^a]',
      '(a|b)',
      '(?:ab)',
      '\\d',
      '^',
      '$',
      '\\b',
    );
    const quantified = fc.tuple(piece, fc.constantFrom('', '?', '*', '+', '{1,2}', '*?'));
    const pattern = fc
      .array(quantified, { minLength: 1, maxLength: 6 })
      .map((parts) =>
        parts.map(([part, sign]) => (/^(?:[\^$]|\\b)$/.test(part) ? part : part + sign)).join(''),
      );
    const text = fc
      .array(fc.constantFrom('a', 'b', '1', '\n', ' '), { maxLength: 8 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(pattern, text, (source, subject) => {
        const host = new RegExp(
          source.replaceAll('.', '[^\\n]').replaceAll('$', '(?=\\n|(?![^]))'),
          'm',
        );
        expect(search(source, subject)).toBe(host.test(subject));
      }),
      { numRuns: 2000 },
    );
  });
});
