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

  it('merges, the own keys winning, and takes unknown aliases for nothing', () => {
    expect(read('.a: &a {x: 1, y: 2}\nb: {<<: *a, y: 3}\nc: *nope')).toEqual({
      '.a': { x: 1, y: 2 },
      b: { x: 1, y: 3 },
      c: null,
    });
  });

  it.each([
    ['a: "x\ny"\nb: 1', { a: 'x y', b: 1 }],
    ["a:\n  - 'x\n'\nb: 1", { a: ['x '], b: 1 }],
    ['a: [\nb,\nc\n]\nd: 1', { a: ['b', 'c'], d: 1 }],
    ['x:\n  a: {\nb: "1\n2"\n  }\nc: 1', { x: { a: { b: '1 2' } }, c: 1 }],
    ['# above\n a: 1\nb: 2', { a: 1 }],
  ])('reads %j as libyaml does, whatever the column', (text, value) => {
    expect(read(text)).toEqual(value);
  });

  it.each(['a: [', 'a: "x', 'a: "x\n---\ny"', 'a: [b\n---\n]', 'a: plain\nb', 'a: 1\n  b: 2'])(
    'refuses %j, as libyaml does',
    (text) => expect(refused(text)).toMatchObject({ code: 'TURNPIKE_YML_SYNTAX' }),
  );

  it('takes the last of a key given twice, and reports it', () => {
    const { root, duplicates } = readYaml('a:\n  b: 1\n  b: 2\n');
    expect(valueOfDoc(buildDoc(root))).toEqual({ a: { b: 2 } });
    expect(duplicates).toEqual([{ path: ['a'], key: 'b', line: 0 }]);
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

  it('counts what aliases bring in', () => {
    const levels = [...'bcdefgh'].map((name, index) => `${name}: &${name} [${'abcdefg'[index]}]`);
    const laughs = ['a: &a [x, x, x, x, x, x, x, x]', ...levels]
      .join('\n')
      .replaceAll(/\[([a-g])\]/g, (_all, name: string) => `[${Array(9).fill(`*${name}`).join()}]`);
    expect(refused(laughs)).toMatchObject({ code: 'TURNPIKE_YML_LIMIT' });
  });
});
