import { describe, expect, it } from 'vitest';
import { contextOf, exportedBy, shownBy } from '../shared/testing.js';
import { java } from './index.js';

describe('language java', () => {
  it('installs without tests', () => {
    expect(shownBy(java, 'install')).toEqual([
      './gradlew assemble',
      'gradle assemble',
      './mvnw install -DskipTests=true -Dmaven.javadoc.skip=true -B -V',
      'mvn install -DskipTests=true -Dmaven.javadoc.skip=true -B -V',
    ]);
  });

  it('tests by the build file that is there', () => {
    expect(shownBy(java, 'script')).toEqual([
      './gradlew check',
      'gradle check',
      './mvnw test -B',
      'mvn test -B',
      'ant test',
    ]);
  });

  it('has no default JDK', () => {
    expect(exportedBy(java, 'export')).toEqual([]);
  });

  it("takes spaces out of the JDK's name", () => {
    expect(exportedBy(java, 'export', { jdk: ' openjdk 11 ' })).toEqual([
      'TRAVIS_JDK_VERSION=openjdk11',
    ]);
  });

  it('proposes an image of the release', () => {
    expect(java.image?.(contextOf(java, { jdk: 'openjdk17' }))).toBe('maven:3-eclipse-temurin-17');
  });
});
