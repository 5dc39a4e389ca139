import { describe, expect, it } from 'vitest';
import { shownBy } from '../shared/testing.js';
import { android } from './index.js';

describe('language android', () => {
  it('chooses the build tool by its file', () => {
    expect(shownBy(android, 'script')).toEqual([
      './gradlew build connectedCheck',
      'gradle build connectedCheck',
      'mvn install -B',
      'ant debug install test',
    ]);
  });

  it('takes components by the names that configs use', () => {
    expect(
      shownBy(android, 'setup', { android: { components: ['build-tools-30.0.2', 'android-30'] } }),
    ).toEqual([
      'yes | sdkmanager build-tools\\;30.0.2 >/dev/null',
      'yes | sdkmanager platforms\\;android-30 >/dev/null',
    ]);
  });

  it('is quiet about set-up without components', () => {
    expect(shownBy(android, 'setup')).toEqual([]);
  });
});
