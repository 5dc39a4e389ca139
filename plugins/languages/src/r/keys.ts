import type { LanguageKeys } from '@turnpike/sdk';
import { inert, axis, flag, map, text, texts } from '@turnpike/sdk/yml';

/** What `.travis.yml` may say of it. */
export const keys: LanguageKeys = {
  keys: {
    r: axis(text, { summary: 'Versions of R.' }),
    r_packages: { ...texts, summary: 'Packages of CRAN to install.' },
    r_binary_packages: { ...texts, summary: 'Packages to install as binaries.' },
    r_github_packages: { ...texts, summary: 'Packages of GitHub to install.' },
    apt_packages: { ...texts, summary: 'Debian packages to install.' },
    bioc_packages: { ...texts, summary: 'Packages of Bioconductor to install.' },
    brew_packages: { ...texts, summary: 'Homebrew packages to install.' },
    bioc: { ...text, summary: 'Where Bioconductor is installed from.' },
    bioc_check: { ...flag, summary: 'Checks as Bioconductor does.' },
    bioc_required: { ...flag, aliases: ['use_bioc'], summary: 'Installs Bioconductor.' },
    bioc_use_devel: { ...flag, summary: 'Takes the version in development.' },
    cran: { ...text, summary: 'Mirror of CRAN.' },
    disable_homebrew: inert({ ...flag, summary: 'Removes Homebrew.' }, 'Homebrew is left as it is'),
    latex: { ...flag, summary: 'Installs LaTeX.' },
    pandoc: inert(
      { ...flag, summary: 'Installs Pandoc.' },
      'Pandoc is not installed',
      'install it in `before_install`, or on the worker',
    ),
    pandoc_version: inert(
      { ...text, summary: 'Version of Pandoc.' },
      'Pandoc is not installed',
      'install it in `before_install`, or on the worker',
    ),
    r_build_args: { ...text, summary: 'Arguments of R CMD build.' },
    r_check_args: { ...text, summary: 'Arguments of R CMD check.' },
    r_check_revdep: inert(
      { ...flag, summary: 'Checks packages that depend on this one.' },
      'packages that depend on this one are not checked',
    ),
    warnings_are_errors: { ...flag, summary: 'Fails on warnings.' },
    remotes: { ...text, summary: 'Where packages are looked for.' },
    repos: inert(
      map({}, { strict: false, summary: 'Repositories of packages by name.' }),
      'packages come from the mirror',
      '`cran`',
    ),
  },
};
