import { describe, expect, it } from 'vitest';
import { contextOf, hiddenBy, shownBy } from '../shared/testing.js';
import { groovy } from './index.js';

describe('language groovy', () => {
  it('tests by the build file that is there', () => {
    expect(shownBy(groovy, 'script')).toEqual([
      './gradlew check',
      'gradle check',
      './mvnw test -B',
      'mvn test -B',
      'ant test',
    ]);
  });

  it('sets the JDK up that is asked for', () => {
    expect(hiddenBy(groovy, 'configure', { jdk: 'openjdk17' })).toEqual(['travis_setup_jdk 17']);
  });

  it('names its cache after the JDK', () => {
    expect(groovy.cacheSlug?.(contextOf(groovy, { jdk: 'openjdk17' }))).toEqual([
      '--jdk-openjdk17',
    ]);
  });
});
