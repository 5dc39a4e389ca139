import { describe, expect, it } from 'vitest';
import { contextOf, hiddenBy, shownBy } from '../shared/testing.js';
import { jvm } from './index.js';

describe('language jvm', () => {
  it('tests by the build file that is there', () => {
    expect(shownBy(jvm, 'script')).toEqual([
      './gradlew check',
      'gradle check',
      './mvnw test -B',
      'mvn test -B',
      'ant test',
    ]);
  });

  it("uses the machine's JDK by default", () => {
    expect(hiddenBy(jvm, 'configure')).toEqual([]);
  });

  it('names its cache after the JDK', () => {
    expect(jvm.cacheSlug?.(contextOf(jvm))).toEqual(['--jdk-default']);
  });
});
