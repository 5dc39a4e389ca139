import { describe, expect, it } from 'vitest';
import { exportedBy, shownBy } from '../shared/testing.js';
import { smalltalk } from './index.js';

describe('language smalltalk', () => {
  it('runs smalltalkCI', () => {
    expect(shownBy(smalltalk, 'script')).toEqual(['smalltalkci']);
  });

  it('exports what it is to test', () => {
    expect(
      exportedBy(smalltalk, 'export', { smalltalk: 'Pharo64-9.0', smalltalk_config: '.ci.ston' }),
    ).toEqual([
      'TRAVIS_SMALLTALK_CONFIG=.ci.ston',
      'TRAVIS_SMALLTALK_VERSION=Pharo64-9.0',
      'TRAVIS_SMALLTALK_VM=',
    ]);
  });

  it('fetches a fork where one is named', () => {
    expect(
      shownBy(smalltalk, 'setup', { smalltalk_edge: { source: 'me/ci', branch: 'dev' } }),
    ).toEqual([
      'curl -fsSL https://github.com/me/ci/archive/dev.tar.gz | tar xzf - -C ${TRAVIS_HOME}/smalltalkCI --strip-components=1',
    ]);
  });
});
