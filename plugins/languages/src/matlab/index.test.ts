import { describe, expect, it } from 'vitest';
import { contextOf, exportedBy, shownBy } from '../shared/testing.js';
import { matlab } from './index.js';

describe('language matlab', () => {
  it('runs all tests', () => {
    expect(shownBy(matlab, 'script')).toEqual([
      'matlab -batch "assertSuccess(runtests(\'IncludeSubfolders\',true));"',
    ]);
  });

  it('exports the release', () => {
    expect(exportedBy(matlab, 'export', { matlab: 'R2020a' })).toEqual([
      'TRAVIS_MATLAB_VERSION=R2020a',
    ]);
  });

  it('proposes an image', () => {
    expect(matlab.image?.(contextOf(matlab, { matlab: 'R2023b' }))).toBe('mathworks/matlab:r2023b');
  });
});
