import { describe, expect, it } from 'vitest';
import { contextOf, hiddenBy, shownBy } from '../shared/testing.js';
import { php } from './index.js';

describe('language php', () => {
  it('looks for PHPUnit in the usual places', () => {
    expect(shownBy(php, 'script')).toEqual([
      '$COMPOSER_BIN_DIR/phpunit',
      '$TRAVIS_BUILD_DIR/vendor/bin/phpunit',
      'phpunit',
    ]);
  });

  it('knows that 5.2 has no Composer', () => {
    expect(shownBy(php, 'announce', { php: '5.2' })).toEqual([
      'java -Xmx32m -version',
      'javac -J-Xmx32m -version',
      'php --version',
    ]);
  });

  it('reads 7 as 7.0', () => {
    expect(hiddenBy(php, 'setup', { php: '7' })).toEqual([
      'travis_use PHP 7.0 php\\ --version phpenv:php suffix:php mise:php asdf:php',
    ]);
  });

  it('names its cache after JDK and PHP', () => {
    expect(php.cacheSlug?.(contextOf(php, { php: '8.2' }))).toEqual(['--jdk-default', '--php-8.2']);
  });
});
