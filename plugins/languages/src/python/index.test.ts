import { describe, expect, it } from 'vitest';
import { contextOf, exportedBy, hiddenBy, shownBy } from '../shared/testing.js';
import { python } from './index.js';

describe('language python', () => {
  it('installs requirements', () => {
    expect(shownBy(python, 'install')).toEqual([
      'pip install -r Requirements.txt',
      'pip install -r requirements.txt',
    ]);
  });

  it('fails without a script and says so', () => {
    expect(hiddenBy(python, 'script')).toEqual(['travis_run_after_failure', 'set -e', 'false']);
  });

  it('exports the version', () => {
    expect(exportedBy(python, 'export', { python: ['3.8', '3.9'] })).toEqual([
      'TRAVIS_PYTHON_VERSION=3.8',
    ]);
  });

  it("keeps pip's cache", () => {
    expect(hiddenBy(python, 'setupCache', { cache: { pip: true } })).toEqual([
      'keep ${TRAVIS_HOME}/.cache/pip',
    ]);
  });

  it('proposes an image', () => {
    expect(python.image?.(contextOf(python, { python: 'pypy3.9' }))).toBe('pypy:3.9');
  });
});
