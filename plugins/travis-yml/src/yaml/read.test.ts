import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildDoc, valueOfDoc } from '../doc/doc.js';
import { readYaml } from './read.js';

const read = (text: string): unknown => valueOfDoc(buildDoc(readYaml(text).root));

function refused(text: string): unknown {
  try {
    readYaml(text, 'a/b:.travis.yml@main');
    return undefined;
  } catch (error) {
    return error;
  }
}

describe('reading YAML', () => {
  it('keeps decimal fractions as the text they were written as', () => {
    expect(read('a: [3.10, .5, 1e3, 017, 1_000, 12:30]')).toEqual({
      a: ['3.10', '.5', '1e3', 15, 1000, 45000],
    });
  });

  it('takes lower-case yes, no, on, off for text, and their other spellings for booleans', () => {
    expect(read('on: [yes, No, ON, off, nonode]')).toEqual({
      on: ['yes', false, true, 'off', 'nonode'],
    });
  });

  it('keeps integers beyond 53 bits', () => {
    expect(read('a: 12345678901234567890')).toEqual({ a: 12345678901234567890n });
  });

  it('merges, what comes later winning, and takes unknown aliases for nothing', () => {
    expect(read('.a: &a {x: 1, y: 2}\nb: {y: 3, <<: *a}\nc: {<<: *a, y: 3}\nd: *nope')).toEqual({
      '.a': { x: 1, y: 2 },
      b: { x: 1, y: 2 },
      c: { x: 1, y: 3 },
      d: null,
    });
  });

  const maps = fc.dictionary(fc.constantFrom(...'vwxyz'), fc.nat(9), { maxKeys: 4 });
  const steps = fc.array(fc.record({ merged: fc.boolean(), map: maps }), { maxLength: 5 });

  it('merges maps at any place among a map’s own keys, later ones winning', () => {
    fc.assert(
      fc.property(steps, (given) => {
        const anchors = given.map(
          ({ map }, index) => `m${index}: &m${index} ${JSON.stringify(map)}`,
        );
        const entries = given.flatMap(({ merged, map }, index) =>
          merged
            ? [`<<: *m${index}`]
            : Object.entries(map).map(([key, value]) => `${key}: ${value}`),
        );
        const text = [...anchors, `all: {${entries.join(', ')}}`].join('\n');
        const { all } = read(text) as { all: unknown };
        expect(all).toEqual(Object.assign({}, ...given.map(({ map }) => map)));
      }),
    );
  });

  it('takes the first of several merged maps for the strongest', () => {
    const text = 'a: &a {x: 1}\nb: &b {x: 2, y: 2}\nc: {x: 0, <<: [*a, *b]}\n';
    expect(read(text)).toMatchObject({ c: { x: 1, y: 2 } });
  });

  it.each([
    ['a: "x\ny"\nb: 1', { a: 'x y', b: 1 }],
    ["a:\n  - 'x\n'\nb: 1", { a: ['x '], b: 1 }],
    ['a: [\nb,\nc\n]\nd: 1', { a: ['b', 'c'], d: 1 }],
    ['x:\n  a: {\nb: "1\n2"\n  }\nc: 1', { x: { a: { b: '1 2' } }, c: 1 }],
    ['# above\n a: 1\nb: 2', { a: 1 }],
    ['a:\n#old: x\n  b c\nd: 1', { a: 'b c', d: 1 }],
    ['a:\n\n# old\n  b c\nd: 1', { a: 'b c', d: 1 }],
    ['x:\n  a:\n  ##\n#y: z\n    b c\n  d: 1', { x: { a: 'b c', d: 1 } }],
    ['a:\n  -\n#x\n    b\n  - c', { a: ['b', 'c'] }],
    ['a: |#!/bin/sh\n  b\nc: 1', { a: 'b\n', c: 1 }],
    ['a:\n- >-#x\n  b\n  c\n- |2-#y\n    d', { a: ['b c', '  d'] }],
    [
      'a: "b"#c\nd: [e]#f\ng: {h: i}#j\nk: [\'l\'#m\n]',
      { a: 'b', d: ['e'], g: { h: 'i' }, k: ['l'] },
    ],
    ['a:\r  - b\rc: 1\r', { a: ['b'], c: 1 }],
    ['a:\r \n  d:\r\n  - e', { a: { d: ['e'] } }],
    ['a: |\r  b\r  c\rd: "e\rf"', { a: 'b\nc\n', d: 'e f' }],
  ])('reads %j as libyaml does, whatever the column', (text, value) => {
    expect(read(text)).toEqual(value);
  });

  it.each(['a: [', 'a: "x', 'a: "x\n---\ny"', 'a: [b\n---\n]', 'a: plain\nb', 'a: 1\n  b: 2'])(
    'refuses %j, as libyaml does',
    (text) => expect(refused(text)).toMatchObject({ code: 'TURNPIKE_YML_SYNTAX' }),
  );

  it('takes the last of a key given twice, and reports it', () => {
    const { root, findings } = readYaml('a:\n  b: 1\n  b: 2\n');
    expect(valueOfDoc(buildDoc(root))).toEqual({ a: { b: 2 } });
    expect(findings).toEqual([{ path: ['a'], key: 'b', line: 0, again: 2 }]);
  });

  it('takes off the first line’s indentation, and reads the first document only', () => {
    expect(read('\n    a: 1\n    b: 2\n')).toEqual({ a: 1, b: 2 });
    expect(read('a: 1\n---\nb: 2')).toEqual({ a: 1 });
    expect(read('')).toEqual({});
  });

  it('ends a block scalar at the end of the text without a line break', () => {
    expect(read('a: |\n  x\n  y\n')).toEqual({ a: 'x\ny' });
  });

  it.each([
    ['a: [', 'ParseError', 'TURNPIKE_YML_SYNTAX'],
    ['- a', 'InvalidConfigFormat', 'TURNPIKE_YML_INVALID'],
    ['a: 2020-01-02', 'DisallowedClass', 'TURNPIKE_YML_INVALID'],
    ['a: !ruby/object:Foo {}', 'DisallowedClass', 'TURNPIKE_YML_INVALID'],
    [`a: ${'['.repeat(200)}${']'.repeat(200)}`, 'LimitExceeded', 'TURNPIKE_YML_LIMIT'],
    [`a: ${'x'.repeat(400_000)}`, 'LimitExceeded', 'TURNPIKE_YML_LIMIT'],
  ])('refuses %.40s as %s', (text, kind, code) => {
    expect(refused(text)).toMatchObject({
      code,
      details: { class: kind, file: 'a/b:.travis.yml@main' },
    });
  });

  it('says file, line and column of a fault', () => {
    expect(refused('a: 1\nb: [1\n')).toMatchObject({
      details: { line: expect.any(Number) as number },
    });
    const inSecondLine = refused('a: 1\nb: {x: [1}\n');
    expect(String(inSecondLine)).toMatch(/main, line 2, column \d+/);
    expect(inSecondLine).toMatchObject({ details: { line: 1 } });
  });

  it.each([
    ['script:\n- a\n- "echo b\n- c\n- d\n', 3, 3, 'is never closed'],
    ["script:\n- a\n- 'echo b\n- c \"d\"\n- 'e'\n", 3, 3, 'closed in line 5 only'],
    ['a: [1,\n  2\nb: 3\nc: 4\n', 1, 4, 'The bracket [ that opens here is never closed'],
    ['a: 1\nb: {x: 1\n', 2, 4, 'The bracket { that opens here is never closed'],
    ['a: 1\nb: @x\n', 2, 4, 'cannot begin with @'],
    ['a: 1\nb: "\\d"\n', 2, 5, 'use single quotes'],
    ['a:\n  b: 1\n c: 2\n', 3, 1, 'The indentation fits neither'],
    ['a: 1\nb\n- c\n', 2, 1, 'a colon with a space'],
  ])('says in plain words what is wrong, where it begins: %j', (text, line, column, words) => {
    const fault = refused(text) as Error & { details: { line: number; column: number } };
    expect(fault.message).toContain(words);
    expect([fault.details.line + 1, fault.details.column + 1]).toEqual([line, column]);
  });

  it('counts what aliases bring in', () => {
    const levels = [...'bcdefgh'].map((name, index) => `${name}: &${name} [${'abcdefg'[index]}]`);
    const laughs = ['a: &a [x, x, x, x, x, x, x, x]', ...levels]
      .join('\n')
      .replaceAll(/\[([a-g])\]/g, (_all, name: string) => `[${Array(9).fill(`*${name}`).join()}]`);
    expect(refused(laughs)).toMatchObject({ code: 'TURNPIKE_YML_LIMIT' });
  });
});
