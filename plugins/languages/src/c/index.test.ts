import { describe, expect, it } from 'vitest';
import { contextOf, exportedBy, shownBy } from '../shared/testing.js';
import { c } from './index.js';

describe('language c', () => {
  it('builds with autotools', () => {
    expect(shownBy(c, 'script')).toEqual(['./configure && make && make test']);
  });

  it('hands the compiler over, unless the environment names one', () => {
    expect(exportedBy(c, 'export', { compiler: 'clang-12' })).toEqual([
      'TRAVIS_COMPILER=clang-12',
      'CC=${CC:-clang-12}',
      'CC_FOR_BUILD=${CC_FOR_BUILD:-clang-12}',
    ]);
  });

  it('puts ccache first where it is kept', () => {
    expect(exportedBy(c, 'export', { cache: { ccache: true } })).toEqual([
      'TRAVIS_COMPILER=gcc',
      'CC=${CC:-gcc}',
      'CC_FOR_BUILD=${CC_FOR_BUILD:-gcc}',
      'PATH=/usr/lib/ccache:$PATH',
    ]);
  });

  it('names its cache after the compiler', () => {
    expect(c.cacheSlug?.(contextOf(c))).toEqual(['--compiler-gcc']);
  });

  it('uses cc on FreeBSD', () => {
    expect(c.cacheSlug?.(contextOf(c, { os: 'freebsd' }))).toEqual(['--compiler-cc']);
  });
});
