import { describe, expect, it } from 'vitest';
import { contextOf, shownBy } from '../shared/testing.js';
import { nix } from './index.js';

describe('language nix', () => {
  it('builds', () => {
    expect(shownBy(nix, 'script')).toEqual(['nix-build']);
  });

  it('shows versions', () => {
    expect(shownBy(nix, 'announce')).toEqual([
      'nix-env --version',
      "nix-instantiate --eval -E 'with import <nixpkgs> {}; lib.version or lib.nixpkgsVersion'",
    ]);
  });

  it('proposes an image', () => {
    expect(nix.image?.(contextOf(nix, { nix: '2.11.0' }))).toBe('nixos/nix:2.11.0');
  });
});
