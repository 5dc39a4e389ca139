import { describe, expect, it } from 'vitest';
import { contextOf, exportedBy } from '../shared/testing.js';
import { cpp } from './index.js';

describe('language cpp', () => {
  it('sets both compilers of the family', () => {
    expect(exportedBy(cpp, 'export', { compiler: 'clang' })).toEqual([
      'TRAVIS_COMPILER=clang',
      'CXX=${CXX:-clang++}',
      'CXX_FOR_BUILD=${CXX_FOR_BUILD:-clang++}',
      'CC=${CC:-clang}',
      'CC_FOR_BUILD=${CC_FOR_BUILD:-clang}',
    ]);
  });

  it('falls back to g++ for compilers that it does not know', () => {
    expect(exportedBy(cpp, 'export', { compiler: 'icc' })).toEqual([
      'TRAVIS_COMPILER=icc',
      'CXX=${CXX:-g++}',
      'CXX_FOR_BUILD=${CXX_FOR_BUILD:-g++}',
      'CC=${CC:-gcc}',
      'CC_FOR_BUILD=${CC_FOR_BUILD:-gcc}',
    ]);
  });

  it('writes plus signs as p in the cache name', () => {
    expect(cpp.cacheSlug?.(contextOf(cpp))).toEqual(['--compiler-gpp']);
  });
});
