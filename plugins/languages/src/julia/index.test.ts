import { describe, expect, it } from 'vitest';
import { hiddenBy, shownBy } from '../shared/testing.js';
import { juliaLanguage } from './index.js';

describe('language julia', () => {
  it('tests a package by its project file or in the old way', () => {
    expect(shownBy(juliaLanguage, 'script')).toEqual(
      expect.arrayContaining([
        'git fetch --unshallow',
        'julia --color=yes -e "if VERSION < v\\"0.7.0-DEV.5183\\"; Pkg.clone(pwd()); Pkg.build(\\"${JL_PKG}\\"); else using Pkg; if VERSION >= v\\"1.1.0-rc1\\"; Pkg.build(verbose=true); else Pkg.build(); end; end"',
        'julia --check-bounds=yes --color=yes -e "VERSION >= v\\"0.7.0-DEV.5183\\" && using Pkg; Pkg.test(\\"${JL_PKG}\\", coverage=true)"',
      ]),
    );
  });

  it('sends coverage where asked to', () => {
    expect(shownBy(juliaLanguage, 'script', { codecov: true })).toEqual(
      expect.arrayContaining([
        'git fetch --unshallow',
        'julia --color=yes -e "if VERSION < v\\"0.7.0-DEV.5183\\"; Pkg.clone(pwd()); Pkg.build(\\"${JL_PKG}\\"); else using Pkg; if VERSION >= v\\"1.1.0-rc1\\"; Pkg.build(verbose=true); else Pkg.build(); end; end"',
        'julia --color=yes -e "VERSION >= v\\"0.7.0-DEV.5183\\" && using Pkg; cd(Pkg.dir(\\"${JL_PKG}\\")); Pkg.add(\\"Coverage\\"); using Coverage; Codecov.submit(process_folder())"',
      ]),
    );
  });

  it('refuses versions that are none', () => {
    expect(hiddenBy(juliaLanguage, 'setup', { julia: 'bogus' })).toEqual([
      'travis_run_after_failure',
      'set -e',
      'false',
    ]);
  });
});
