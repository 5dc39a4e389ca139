import { describe, expect, it } from 'vitest';
import { contextOf, hiddenBy, shownBy } from '../shared/testing.js';
import { ruby } from './index.js';

describe('language ruby', () => {
  it('installs gems, frozen where a lock file is there', () => {
    expect(shownBy(ruby, 'install')).toEqual([
      'bundle install --jobs=3 --retry=3 --deployment',
      'bundle install --jobs=3 --retry=3',
    ]);
  });

  it('takes the bundler arguments as they are', () => {
    expect(shownBy(ruby, 'install', { bundler_args: '--without dev' })).toEqual([
      'bundle install --without dev',
      'bundle install --without dev',
    ]);
  });

  it('runs rake through bundler', () => {
    expect(shownBy(ruby, 'script', { gemfile: 'gemfiles/a.gemfile' })).toEqual([
      'bundle exec rake',
      'rake',
    ]);
  });

  it('shows Java for JRuby', () => {
    expect(shownBy(ruby, 'announce', { rvm: 'jruby-9.4' })).toEqual([
      'java -Xmx32m -version',
      'javac -J-Xmx32m -version',
      'ruby --version',
      'rvm --version',
      'bundle --version',
      'gem --version',
    ]);
  });

  it('asks for the version', () => {
    expect(hiddenBy(ruby, 'setup', { rvm: '3.2' })).toEqual([
      'travis_use Ruby 3.2 ruby\\ --version rvm:ruby rbenv:ruby chruby:ruby mise:ruby asdf:ruby',
    ]);
  });

  it('cleans gems before they are kept', () => {
    expect(shownBy(ruby, 'prepareCache', { cache: { bundler: true } })).toEqual(['bundle clean']);
  });

  it('proposes an image', () => {
    expect(ruby.image?.(contextOf(ruby, { rvm: '3.2.2' }))).toBe('ruby:3.2.2');
  });

  it.each([
    ['jruby-18mode', 'jruby-d18'],
    ['jruby-1.7.2-19mode', 'jruby-1.7.2-d19'],
    ['rbx-2.1.1-20mode', 'rbx-2.1.1-d20'],
    ['rbx-21mode', 'rbx-d21'],
    ['1.8.7', '1.8.7-p371'],
    ['1.8.7-p302', '1.8.7-p371'],
    ['jruby-22mode', 'jruby-22mode'],
    ['2.1.8', '2.1.8'],
  ])('names caches as they were named: %s', (rvm, name) => {
    expect(ruby.cacheSlug?.(contextOf(ruby, { rvm }))?.[0]).toBe(`--rvm-${name}`);
  });
});
