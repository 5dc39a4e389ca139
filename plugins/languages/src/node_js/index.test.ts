import { describe, expect, it } from 'vitest';
import { contextOf, exportedBy, hiddenBy, shownBy } from '../shared/testing.js';
import { nodeJs } from './index.js';

describe('language node_js', () => {
  it('installs by lock file and release', () => {
    expect(shownBy(nodeJs, 'install')).toEqual([
      'npm ci ',
      'npm install ',
      'yarn --frozen-lockfile',
      'yarn',
      'npm ci ',
      'npm install ',
    ]);
  });

  it('passes arguments on to npm', () => {
    expect(shownBy(nodeJs, 'install', { npm_args: '--omit=dev' })).toEqual([
      'npm ci --omit=dev',
      'npm install --omit=dev',
      'yarn --frozen-lockfile',
      'yarn',
      'npm ci --omit=dev',
      'npm install --omit=dev',
    ]);
  });

  it('tests with npm, yarn or make', () => {
    expect(shownBy(nodeJs, 'script')).toEqual(['npm test', 'yarn test', 'npm test', 'make test']);
  });

  it('repairs 0.10, which YAML reads as a number', () => {
    expect(nodeJs.cacheSlug?.(contextOf(nodeJs, { node_js: 0.1 }))).toEqual(['--node-0.10']);
  });

  it('follows .nvmrc where no version is given', () => {
    expect(exportedBy(nodeJs, 'setup')).toEqual([
      'TRAVIS_NODE_VERSION=$(< .nvmrc)',
      'TRAVIS_NODE_VERSION=0.10',
      'PATH=./node_modules/.bin:$PATH',
      'npm_config_progress=false',
    ]);
  });

  it("keeps npm's cache or node_modules, by the lock file", () => {
    expect(hiddenBy(nodeJs, 'setupCache', { cache: { npm: true } })).toEqual([
      'keep $HOME/.npm',
      'keep node_modules',
    ]);
  });

  it('proposes an image', () => {
    expect(nodeJs.image?.(contextOf(nodeJs, { node_js: 'lts/*' }))).toBe('node:lts');
  });

  it.each([
    ['16', true],
    ['3', true],
    ['0.12', false],
    ['lts/*', false],
    [[14, 16], false],
  ])('looks for a C++11 compiler for %j: %s', (version, looks) => {
    const hidden = hiddenBy(nodeJs, 'announce', { node_js: version }).join();
    expect(hidden.includes('-std=c++11')).toBe(looks);
    expect(hiddenBy(nodeJs, 'announce', { node_js: version, os: 'windows' }).join()).not.toContain(
      '-std=c++11',
    );
  });
});
