import { installedKeys } from '@turnpike/sdk/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createConfigCompiler } from './compiler.js';

const compiler = createConfigCompiler(await installedKeys());

/** Findings as `code:line`, lines counted from 1; without a line: `code:-`. */
async function found(text: string): Promise<string[]> {
  const { messages } = await compiler.lint({ text });
  return messages
    .filter(({ code }) => code !== 'default')
    .map(({ code, line }) => `${code}:${line === undefined ? '-' : line + 1}`);
}

describe('what reading passes over', () => {
  it.each([
    [
      'an unknown alias in a list',
      'branches:\n  only: [main, *release]\nscript: x',
      'unknown_alias:2',
    ],
    ['one in a block', 'branches:\n  only:\n  - main\n  - *.x\n', 'unknown_alias:4'],
    ['one that is a value', 'language: ruby\nscript: *nope\n', 'unknown_alias:2'],
    [
      'one that is merged',
      'language: c\njobs:\n  include:\n  - <<: *base\n    script: x',
      'unknown_alias:4',
    ],
    ['a key given twice', 'matrix:\n  fast_finish: true\nscript: x\nmatrix: {}', 'duplicate_key:4'],
    ['one within a map', 'env:\n  global:\n  - A: 1\n    B: 2\n    A: 3', 'duplicate_key:5'],
    ['one in brackets', 'git: {depth: 1,\n  quiet: true,\n  depth: 2}', 'duplicate_key:3'],
    ['a key beside its alias', 'jobs: {include: [{script: x}]}\n\nmatrix: {}', 'overwrite:3'],
    ['an alias before its key', 'matrix: {}\n\njobs: {include: [{script: x}]}', 'overwrite:1'],
    ['a second document', 'script: x\n---\nscript: y', 'ignored_text:2'],
    ['a text behind the root', '# above\n script: x\nlanguage: c', 'ignored_text:3'],
    ['a merge of no map', 'jobs:\n  include:\n  - <<: text\n    script: x', 'ignored_merge:3'],
  ])('is reported with its line: %s', async (_kind, text, line) => {
    expect(await found(text)).toContain(line);
  });

  it.each([
    ['NUL in a value', 'script: a\nenv: A=b\0c\n', ['dropped_nul:2']],
    ['NUL in a comment', '# \0\nscript: a', ['dropped_nul:1']],
    ['NUL below blank lines', '\n\r\n\rscript: \0a', ['dropped_nul:4']],
    ['NUL alone', '\n\0\n', ['dropped_nul:2']],
    ['bytes of Latin-1', `script: a\nname: ${Buffer.from([0xfc, 0x62])}\n`, ['broken_bytes:2']],
    [
      'both, twice',
      `env: "\0${Buffer.from([0xff])}"\nscript: a${Buffer.from([0x80, 0x80])}\0`,
      ['broken_bytes:1', 'broken_bytes:2', 'dropped_nul:1', 'dropped_nul:2'],
    ],
  ])('names each line with %s', async (_kind, text, lines) => {
    const broken = (one: string) => /^(?:dropped_nul|broken_bytes):/.test(one);
    expect((await found(text)).filter(broken).toSorted()).toEqual(lines);
  });

  it('says of a file in UTF-16 what is wrong with it', async () => {
    const text = Buffer.from('\uFEFFscript: a\nlanguage: c\n'.repeat(9), 'utf16le').toString(
      'utf8',
    );
    const { messages } = await compiler.lint({ text });
    const said = messages.filter(({ code }) => code === 'dropped_nul').map((one) => one.text);
    expect(said).toHaveLength(5);
    expect(said.at(-1)).toMatch(/NUL.*left out\. So it is in 14 lines more\. .*UTF-8/);
  });

  it('names every line with a byte that is no text, and no other (property)', async () => {
    const line = fc.record({
      broken: fc.constantFrom('', '\0', '\uFFFD'),
      text: fc.constantFrom('# a', "- 'b'", '  # ü'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 4 }), async (rows) => {
        const text = ['script:', ...rows.map((row) => `- 'x' # ${row.text}${row.broken}`)].join(
          '\n',
        );
        const codes: Readonly<Record<string, string>> = {
          '\0': 'dropped_nul',
          '\uFFFD': 'broken_bytes',
        };
        const wanted = rows.flatMap(({ broken }, at) =>
          broken ? [`${codes[broken]}:${at + 2}`] : [],
        );
        const said = (await found(text)).filter((one) => /^(?:dropped_nul|broken_bytes)/.test(one));
        expect(said.toSorted()).toEqual(wanted.toSorted());
      }),
      { numRuns: 50 },
    );
  });

  it('says how an alias can be meant', async () => {
    const { messages } = await compiler.lint({ text: 'branches: {only: [*release]}' });
    expect(messages.find(({ code }) => code === 'unknown_alias')?.text).toMatch(
      /^Nothing above carries the anchor that "\*release" names.*Quote it/,
    );
  });

  it('is nothing for what has an effect', async () => {
    const text = '_a: &a {script: x}\nlanguage: c\njobs: {include: [{<<: *a}]}\n...\n# the end\n';
    expect(await found(text)).toEqual([]);
  });
});

describe('findings about jobs and rules', () => {
  it.each([
    [
      'an exclude that matches nothing',
      'language: c\nos: [linux, osx]\njobs:\n  exclude:\n  - os: linux\n  - os: windows\n',
      'unmatched_exclude:6',
    ],
    [
      'an allow_failures that matches nothing',
      'language: c\nos: [linux, osx]\nmatrix:\n  allow_failures:\n  - os: osx\n  - os: freebsd\n',
      'unmatched_allow_failure:6',
    ],
    ['an idle axis', 'language: c\nscript: x\nrvm: [1, 2]', 'idle_axis:3'],
    ['a variable set twice', 'language: c\nenv:\n  global:\n  - A=1\n  - A=2', 'repeated_env:3'],
    ['an empty stage', 'language: c\nstages:\n- test\n- name: none\n', 'empty_stage:4'],
    ['a condition that is never met', 'language: c\nif: branch = a AND branch = b', 'never_met:2'],
    [
      'an unmet condition',
      'language: c\njobs:\n  include:\n  - script: a\n  - if: tag = x\n    script: b',
      'skip_job:5',
    ],
  ])('have the line of what they are about: %s', async (_kind, text, line) => {
    const data = { type: 'push', branch: 'b', repo: 'o/r' } as const;
    const { messages } = await compiler.lint({ text, data });
    const lines = messages.map((one) => `${one.code}:${(one.line ?? NaN) + 1}`);
    expect(lines).toContain(line);
  });
});
