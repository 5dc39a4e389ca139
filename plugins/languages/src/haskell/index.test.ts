import { describe, expect, it } from 'vitest';
import { contextOf, exportedBy, shownBy } from '../shared/testing.js';
import { haskell } from './index.js';

describe('language haskell', () => {
  it('installs dependencies', () => {
    expect(shownBy(haskell, 'install')).toEqual([
      'cabal install --only-dependencies --enable-tests',
    ]);
  });

  it('builds and tests', () => {
    expect(shownBy(haskell, 'script')).toEqual([
      'cabal configure --enable-tests && cabal build && cabal test',
    ]);
  });

  it('completes short versions', () => {
    expect(haskell.cacheSlug?.(contextOf(haskell, { ghc: '8.8' }))).toEqual(['--ghc-8.8.4']);
  });

  it('exports the release', () => {
    expect(exportedBy(haskell, 'setup', { ghc: '9.2' })).toEqual(['TRAVIS_HASKELL_VERSION=9.2.8']);
  });
});
