import { describe, expect, it } from 'vitest';
import { exportedBy, hiddenBy, shownBy } from '../shared/testing.js';
import { elm } from './index.js';

describe('language elm', () => {
  it('checks the format and tests', () => {
    expect(shownBy(elm, 'script')).toEqual(['elm-format --validate . && elm-test']);
  });

  it('installs the tools of the same release', () => {
    expect(shownBy(elm, 'setup', { elm: '0.19.0' })).toEqual([
      'npm install -g elm@0.19.0',
      'npm install -g elm-test@latest-0.19.0',
      'npm install -g elm-format@latest-0.19.0',
    ]);
  });

  it("keeps Elm's folders", () => {
    expect(hiddenBy(elm, 'setupCache', { cache: { elm: true } })).toEqual([
      'keep $HOME/.cache/elm $HOME/.elm',
      'keep elm-stuff',
      'keep tests/elm-stuff',
    ]);
  });

  it.each(['elm0.18.0', 'latest-0.19.1'])('takes the tools of the same name: %s', (version) => {
    expect(exportedBy(elm, 'export', { elm: version })).toEqual(
      expect.arrayContaining([
        `TRAVIS_ELM_TEST_VERSION=${version}`,
        `TRAVIS_ELM_FORMAT_VERSION=${version}`,
      ]),
    );
  });
});
