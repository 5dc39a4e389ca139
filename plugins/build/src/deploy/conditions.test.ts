import { describe, expect, it } from 'vitest';
import { deployConditions } from './conditions.js';

function tests(deploy: Record<string, unknown>): string {
  return deployConditions(deploy, 'main')
    .flatMap((condition) => condition.tests)
    .join(' && ');
}

const master = '($TRAVIS_BRANCH = master)';

describe('deployConditions', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['none means master', {}, master],
    ['a text names the branch', { on: 'main' }, '($TRAVIS_BRANCH = main)'],
    ['YAML 1.1 reads on as true', { true: { branch: 'b' } }, '($TRAVIS_BRANCH = b)'],
    ['if comes before on', { on: 'a', if: 'b' }, '($TRAVIS_BRANCH = b)'],
    [
      'branches of options',
      { app: { x: '1', y: '2' } },
      '($TRAVIS_BRANCH = x || $TRAVIS_BRANCH = y)',
    ],
    ['keys of a hash', { on: { branch: { x: {} } } }, '($TRAVIS_BRANCH = x)'],
    ['patterns stay patterns', { on: { branch: 'v[0-9]*' } }, '($TRAVIS_BRANCH = v[0-9]*)'],
    ['all branches', { on: { all_branches: true } }, ''],
    ['tags', { on: { tags: true } }, '("$TRAVIS_TAG" != "")'],
    ['no tags', { on: { tags: false } }, `${master} && ("$TRAVIS_TAG" = "")`],
    ['tags that are neither', { on: { tags: 'v*' } }, ''],
    [
      'rvm and node_js',
      { on: { all_branches: true, rvm: '2.7', node_js: 16 } },
      '($TRAVIS_NODE_VERSION = 16) && ($TRAVIS_RUBY_VERSION = 2.7)',
    ],
    [
      'conditions',
      { on: { all_branches: true, condition: ['-n $A', '$B = c'] } },
      '(-n $A) && ($B = c)',
    ],
    [
      'data in a branch',
      { on: 'a]] || id || [[ b' },
      '($TRAVIS_BRANCH = a]]\\ \\|\\|\\ id\\ \\|\\|\\ [[\\ b)',
    ],
  ])('%s', (_what, deploy, expected) => {
    expect(tests(deploy)).toBe(expected);
  });

  it.each([5, true, ['a']])('refuses on: %j', (on) => {
    expect(() => tests({ on })).toThrow('should be a hash');
  });
});
