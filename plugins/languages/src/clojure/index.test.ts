import { describe, expect, it } from 'vitest';
import { contextOf, shownBy } from '../shared/testing.js';
import { clojure } from './index.js';

describe('language clojure', () => {
  it('uses the command lein for releases from 2 on', () => {
    expect(shownBy(clojure, 'script', { lein: '2.9.1' })).toEqual(['lein test']);
  });

  it('takes older names as commands', () => {
    expect(shownBy(clojure, 'script', { lein: 'lein1' })).toEqual(['lein1 test']);
  });

  it('fetches dependencies', () => {
    expect(shownBy(clojure, 'install')).toEqual(['lein deps']);
  });

  it('names its cache after JDK and lein', () => {
    expect(clojure.cacheSlug?.(contextOf(clojure, { jdk: 'openjdk11' }))).toEqual([
      '--jdk-openjdk11',
      '--lein-lein',
    ]);
  });
});
