import { printNodes, Shell } from '@turnpike/sdk/shell';
import { describe, expect, it } from 'vitest';
import { contextOf, shownBy } from '../shared/testing.js';
import { r } from './index.js';

describe('language r', () => {
  it('builds and checks', () => {
    expect(shownBy(r, 'script', { warnings_are_errors: false })).toEqual([
      'R CMD build  .',
      'R CMD check "${PKG_TARBALL}" --as-cran; CHECK_RET=$?',
      'for name in $(find "${RCHECK_DIR}" -type f -name "*fail");do echo ">>> Filename: ${name} <<<";cat ${name};done',
      'for name in $(find "${RCHECK_DIR}" -type f -name "*log");do echo ">>> Filename: ${name} <<<";cat ${name};done',
      'for name in $(find "${RCHECK_DIR}" -type f -name "*out");do echo ">>> Filename: ${name} <<<";cat ${name};done',
    ]);
  });

  it('leaves the manual out without LaTeX', () => {
    expect(shownBy(r, 'script', { latex: false, warnings_are_errors: false })).toEqual([
      'R CMD build  --no-manual .',
      'R CMD check "${PKG_TARBALL}" --as-cran --no-manual; CHECK_RET=$?',
      'for name in $(find "${RCHECK_DIR}" -type f -name "*fail");do echo ">>> Filename: ${name} <<<";cat ${name};done',
      'for name in $(find "${RCHECK_DIR}" -type f -name "*log");do echo ">>> Filename: ${name} <<<";cat ${name};done',
      'for name in $(find "${RCHECK_DIR}" -type f -name "*out");do echo ">>> Filename: ${name} <<<";cat ${name};done',
    ]);
  });

  it('installs what the config declares', () => {
    expect(
      shownBy(r, 'install', {
        r_packages: ['covr'],
        r_github_packages: ['a/b'],
        apt_packages: ['libgit2-dev'],
      }),
    ).toEqual(
      expect.arrayContaining([
        'sudo apt-get install -y libgit2-dev',
        'Rscript -e \'install.packages(c("covr"));if (!all(c("covr") %in% installed.packages())) { q(status = 1, save = "no")}\'',
        'Rscript -e \'remotes::install_github(c("a/b"))\'',
      ]),
    );
  });

  it('prepares Bioconductor', () => {
    expect(shownBy(r, 'install', { r: 'bioc-devel' })).toEqual(
      expect.arrayContaining([
        'Rscript -e \'if (!requireNamespace("BiocManager", quietly=TRUE))  install.packages("BiocManager");if (TRUE) BiocManager::install(version = "devel", ask = FALSE);cat(append = TRUE, file = "~/.Rprofile.site", "options(repos = BiocManager::repositories());")\'',
        'Rscript -e \'install.packages(c("remotes"));if (!all(c("remotes") %in% installed.packages())) { q(status = 1, save = "no")}\'',
      ]),
    );
  });

  it('completes short versions', () => {
    expect(r.cacheSlug?.(contextOf(r, { r: '3.4' }))).toEqual(['--R-3.4.4']);
  });

  it('uses devtools where it is asked for', () => {
    const shown = shownBy(r, 'install', { use_devtools: true });
    expect(shown[0]).toContain('install.packages(c("devtools"))');
    expect(shown[1]).toContain('install.packages(c("remotes"))');
    expect(shown[2]).toContain('remotes::install_deps(dependencies = TRUE)');
    expect(shown.at(-1)).toContain('devtools::session_info(');
    expect(shownBy(r, 'install').join()).not.toContain('devtools');
  });

  it.each([
    ['4.0', 'BiocManager::install("BiocCheck")'],
    ['release', 'BiocManager::install("BiocCheck")'],
    ['3.5', 'BiocManager::install("BiocCheck")'],
    ['3.4', 'BiocInstaller::biocLite("BiocCheck")'],
  ])('installs BiocCheck after the manager before it is called: R %s', (version, command) => {
    const given = { r: version, bioc_check: true };
    const shown = shownBy(r, 'install', given);
    const manager = shown.findIndex((line) => line.includes('install.packages("BiocManager")'));
    expect(shown[manager + 1]).toContain(command);
    expect(shownBy(r, 'install', { r: version, bioc_required: true }).join()).not.toContain(
      'BiocCheck',
    );
  });

  it('calls BiocCheck before it judges the check', () => {
    const sh = new Shell('script', {});
    r.script?.(sh, contextOf(r, { bioc_check: true }));
    const text = printNodes(sh.nodes);
    expect(text.indexOf('BiocCheck::BiocCheck')).toBeGreaterThan(0);
    expect(text.indexOf('CHECK_RET -ne 0')).toBeGreaterThan(text.indexOf('BiocCheck::BiocCheck'));
  });
});
