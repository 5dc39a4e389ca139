import { describe, expect, it } from 'vitest';
import { contextOf, shownBy } from '../shared/testing.js';
import { d } from './index.js';

describe('language d', () => {
  it('tests with the chosen compiler', () => {
    expect(shownBy(d, 'script')).toEqual(['dub test --compiler=$DC']);
  });

  it('knows that old dmd has no version switch', () => {
    expect(shownBy(d, 'announce', { d: 'dmd-2.065.0' })).toEqual([
      'dmd --help | head -n 2',
      'dub --help | tail -n 1',
    ]);
  });

  it('names its cache after the compiler', () => {
    expect(d.cacheSlug?.(contextOf(d, { d: 'ldc' }))).toEqual(['--d-ldc']);
  });
});
