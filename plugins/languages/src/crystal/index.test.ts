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

  it('asks for a version but not for a channel', () => {
    expect(hiddenBy(crystal, 'configure', { crystal: '1.5' })).toEqual([
      'travis_use Crystal 1.5 crystal\\ --version mise:crystal asdf:crystal',
    ]);
  });

  it('leaves channels to the machine', () => {
    expect(hiddenBy(crystal, 'configure', { crystal: 'nightly' })).toEqual([]);
  });

  it('proposes an image', () => {
    expect(crystal.image?.(contextOf(crystal, { crystal: 'nightly/1.4' }))).toBe(
      'crystallang/crystal:1.4',
    );
  });
});
