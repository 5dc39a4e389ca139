import { describe, expect, it } from 'vitest';
import { Shell } from './builder.js';
import { flatten, toArrays } from './nodes.js';

const flags = { assert: true, echo: true, timing: true } as const;

describe('a builder', () => {
  it('gives commands the flags of their stage', () => {
    const sh = new Shell('install', flags);
    sh.cmd('plain');
    sh.cmd('with options', { retry: true });
    sh.cmd('quiet', { echo: false, timing: false });
    expect(toArrays(sh.nodes)).toEqual([
      ['cmd', 'plain', { assert: true, echo: true, timing: true }],
      [
        'cmd',
        'with options',
        { assert: true, echo: true, timing: true, retry: true, event: 'install' },
      ],
      ['cmd', 'quiet', { assert: true, event: 'install' }],
    ]);
  });

  it('neither times nor asserts assignments', () => {
    const sh = new Shell('setup', flags);
    sh.export('A', '1');
    sh.export('B', '2', { echo: false });
    expect(toArrays(sh.nodes)).toEqual([
      ['export', ['A', '1'], { echo: true }],
      ['export', ['B', '2']],
    ]);
  });

  it('nests folds and conditions', () => {
    const sh = new Shell('script');
    sh.if('-f a', () => sh.fold('x', () => sh.cmd('one')))
      .elif('-f b', () => sh.cmd('two'))
      .else(() => sh.cmd('three'));
    expect(flatten('script', sh.nodes)).toEqual([
      { stage: 'script', kind: 'cmd', cmd: 'one', when: [{ if: '-f a' }], fold: ['x'] },
      { stage: 'script', kind: 'cmd', cmd: 'two', when: [{ elif: '-f b', not: ['-f a'] }] },
      { stage: 'script', kind: 'cmd', cmd: 'three', when: [{ else: true, not: ['-f a', '-f b'] }] },
    ]);
  });

  it('leaves no block open when a body throws', () => {
    const sh = new Shell('script');
    expect(() =>
      sh.fold('x', () => {
        throw new Error('no');
      }),
    ).toThrow('no');
    sh.cmd('after');
    expect(sh.nodes).toEqual([{ type: 'cmd', text: 'after' }]);
  });

  it('changes default flags for a body only', () => {
    const sh = new Shell('install', flags);
    sh.withFlags({ assert: false }, () => sh.cmd('a'));
    sh.cmd('b');
    expect(sh.nodes.map((node) => 'assert' in node)).toEqual([false, true]);
  });
});
