import { describe, expect, it } from 'vitest';
import { exportedBy, shownBy } from '../shared/testing.js';
import { haxe } from './index.js';

describe('language haxe', () => {
  it('builds every hxml file', () => {
    expect(shownBy(haxe, 'script', { hxml: ['a.hxml', 'b c.hxml'] })).toEqual([
      'haxe "a.hxml"',
      'haxe "b c.hxml"',
    ]);
  });

  it('installs their libraries', () => {
    expect(shownBy(haxe, 'install', { hxml: ['a.hxml'] })).toEqual([
      'yes | haxelib install "a.hxml"',
    ]);
  });

  it('exports versions; stable is a release known beforehand', () => {
    expect(exportedBy(haxe, 'export')).toEqual([
      'TRAVIS_HAXE_VERSION=4.0.2',
      'TRAVIS_NEKO_VERSION=2.3.0',
    ]);
  });
});
