import { describe, expect, it } from 'vitest';
import { contextOf, hiddenBy, shownBy } from '../shared/testing.js';
import { crystal } from './index.js';

describe('language crystal', () => {
  it('fetches shards where there is a shard.yml', () => {
    expect(shownBy(crystal, 'install')).toEqual(['shards install']);
  });

  it('runs the specs', () => {
    expect(shownBy(crystal, 'script')).toEqual(['crystal spec']);
  });

  it('asks for a version', () => {
    expect(hiddenBy(crystal, 'configure', { crystal: '1.5' })).toEqual([
      'travis_use Crystal 1.5 crystal\\ --version mise:crystal asdf:crystal',
    ]);
  });

  it('asks for a channel, and for nothing where the config does not', () => {
    expect(hiddenBy(crystal, 'configure', { crystal: 'nightly' })).toEqual([
      'travis_use Crystal nightly crystal\\ --version mise:crystal asdf:crystal',
    ]);
    expect(hiddenBy(crystal, 'configure')).toEqual([]);
  });

  it('proposes an image', () => {
    expect(crystal.image?.(contextOf(crystal, { crystal: 'nightly/1.4' }))).toBe(
      'crystallang/crystal:1.4',
    );
  });
});
