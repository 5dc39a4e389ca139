import { describe, expect, it } from 'vitest';
import { contextOf, hiddenBy, shownBy } from '../shared/testing.js';
import { perl } from './index.js';

describe('language perl', () => {
  it('tests by the build file that is there', () => {
    expect(shownBy(perl, 'script')).toEqual([
      'perl Build.PL && ./Build && ./Build test',
      'perl Makefile.PL && make test',
      'make test',
    ]);
  });

  it('installs dependencies', () => {
    expect(shownBy(perl, 'install')).toEqual(['cpanm --quiet --installdeps --notest .']);
  });

  it('repairs versions that YAML reads as numbers', () => {
    expect(perl.cacheSlug?.(contextOf(perl, { perl: 5.1 }))).toEqual(['--perl-5.10']);
  });

  it('asks for the version', () => {
    const [asked] = hiddenBy(perl, 'configure', { perl: '5.36' });
    expect(asked).toMatch(
      /^travis_use Perl 5\.36 perl\\ -e\\ .* perlbrew:perl plenv:perl mise:perl asdf:perl$/,
    );
  });
});
