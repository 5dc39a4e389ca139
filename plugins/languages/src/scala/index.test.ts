import { describe, expect, it } from 'vitest';
import { contextOf, shownBy } from '../shared/testing.js';
import { scala } from './index.js';

describe('language scala', () => {
  it('tests with sbt or as Java does', () => {
    expect(shownBy(scala, 'script', { scala: '2.13.10', sbt_args: '-Dx=y' })).toEqual([
      'sbt -Dx=y ++2.13.10 test',
      './gradlew check',
      'gradle check',
      './mvnw test -B',
      'mvn test -B',
      'ant test',
    ]);
  });

  it('leaves dependencies to sbt', () => {
    expect(shownBy(scala, 'install')).toEqual([
      './gradlew assemble',
      'gradle assemble',
      './mvnw install -DskipTests=true -Dmaven.javadoc.skip=true -B -V',
      'mvn install -DskipTests=true -Dmaven.javadoc.skip=true -B -V',
    ]);
  });

  it('names its cache after JDK and Scala', () => {
    expect(scala.cacheSlug?.(contextOf(scala))).toEqual(['--jdk-default', '--scala-2.12.8']);
  });
});
