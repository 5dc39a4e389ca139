import { describe, expect, it } from 'vitest';
import { contextOf, shownBy } from '../shared/testing.js';
import { perl6 } from './index.js';

describe('language perl6', () => {
  it('tests with prove', () => {
    expect(shownBy(perl6, 'script')).toEqual([
      'PERL6LIB=lib prove --ext .t --ext .t6 -v -r --exec=perl6 t/',
    ]);
  });

  it('shows the version', () => {
    expect(shownBy(perl6, 'announce')).toEqual(['perl6 --version']);
  });

  it('names its cache after the version', () => {
    expect(perl6.cacheSlug?.(contextOf(perl6))).toEqual(['--perl6-latest']);
  });
});
