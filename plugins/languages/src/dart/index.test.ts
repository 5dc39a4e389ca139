import { describe, expect, it } from 'vitest';
import { exportedBy, shownBy } from '../shared/testing.js';
import { dart } from './index.js';

describe('language dart', () => {
  it('tests under a virtual screen on Linux', () => {
    expect(shownBy(dart, 'script')).toEqual([
      'xvfb-run -s "-screen 0 1024x768x24" pub run test',
      'pub global activate test_runner',
      'pub global run test_runner --disable-ansi --skip-browser-tests',
    ]);
  });

  it('tests without it elsewhere', () => {
    expect(shownBy(dart, 'script', { os: 'osx' })).toEqual([
      'pub run test',
      'pub global activate test_runner',
      'pub global run test_runner --disable-ansi --skip-browser-tests',
    ]);
  });

  it('runs the analyzer as a task of its own', () => {
    expect(
      shownBy(dart, 'script', { dart_task: { dartanalyzer: '--fatal-warnings lib' } }),
    ).toEqual([
      'pub global activate test_runner',
      'pub global run test_runner --disable-ansi --skip-browser-tests',
      'dartanalyzer --fatal-warnings lib',
    ]);
  });

  it('checks the format as a task of its own', () => {
    expect(shownBy(dart, 'script', { dart_task: { dartfmt: 'sdk' } })).toEqual([
      'pub global activate test_runner',
      'pub global run test_runner --disable-ansi --skip-browser-tests',
      'unformatted=`dartfmt -n .`',
    ]);
  });

  it('says which tasks run', () => {
    expect(exportedBy(dart, 'export', { dart_task: 'dartanalyzer' })).toEqual([
      'TRAVIS_DART_TEST=false',
      'TRAVIS_DART_ANALYZE=true',
      'TRAVIS_DART_FORMAT=false',
      'TRAVIS_DART_VERSION=stable',
    ]);
  });

  it('tests where no task is switched on', () => {
    const run = 'xvfb-run -s "-screen 0 1024x768x24" pub run test';
    expect(shownBy(dart, 'script', { dart_task: { dartfmt: false } })[0]).toBe(run);
    expect(shownBy(dart, 'script', { os: 'freebsd' })[0]).toBe(run);
    expect(shownBy(dart, 'script', { dart_task: { test: '-p vm', xvfb: false } })[0]).toBe(
      'pub run test -p vm',
    );
  });

  it('tests in Content Shell too where it is asked for', () => {
    const shown = shownBy(dart, 'script', { with_content_shell: true });
    expect(shown).toContain('pub run test -p vm -p content-shell -p firefox');
    expect(shown.at(-1)).toBe(
      'xvfb-run -s "-screen 0 1024x768x24" pub global run test_runner --disable-ansi',
    );
  });

  it('takes the version that a task names', () => {
    expect(exportedBy(dart, 'export', { dart_task: { test: true, dart: 'dev' } })).toContain(
      'TRAVIS_DART_VERSION=dev',
    );
  });
});
