import { defineLanguage, versionOf, type BuildContext, type ShellBuilder } from '@turnpike/sdk';
import { meantAsShell, shellEscape, type ShellText, text, truthy } from '@turnpike/sdk/shell';
import { imageFor, useTool } from '../shared/toolchain.js';
import { installDependencies, setupBioconductor, showVersions, usesDevtools } from './packages.js';
import { biocChannel, rRelease } from './versions.js';
import { keys } from './keys.js';

const wanted = (ctx: BuildContext): string => versionOf(ctx, 'r') || 'release';

/** Bioconductor's channels are of packages: they run on R's newest release. */
function versionAsked(word: string): string {
  if (biocChannel(word)) return 'release';
  return word === 'oldrel' ? rRelease(word) : word;
}

function needDescription(sh: ShellBuilder): void {
  sh.if('! -e DESCRIPTION', () =>
    sh.failure('No DESCRIPTION file found, user must supply their own install and script steps'),
  );
}

/** Arguments of a check or build; without LaTeX there is no manual. */
function args(ctx: BuildContext, key: string): ShellText {
  const given = meantAsShell(ctx.config[key]);
  return truthy(ctx.config['latex']) ? given : `${given} --no-manual`;
}

const archive =
  "$(perl -ne '$version = $1 if (/^Version:\\s(\\S+)/);$package = $1 if (/^Package:\\s*(\\S+)/);" +
  'END { print "${package}_$version.tar.gz" }\' DESCRIPTION)';

function build(sh: ShellBuilder, ctx: BuildContext): void {
  sh.fold('R-build', () => {
    sh.echo('Building package', { ansi: 'yellow' });
    sh.echo('Building with: R CMD build ${R_BUILD_ARGS}');
    sh.cmd(`R CMD build ${args(ctx, 'r_build_args')} .`, { assert: true });
  });
}

function check(sh: ShellBuilder, ctx: BuildContext): void {
  const command = `R CMD check "\${PKG_TARBALL}" ${args(ctx, 'r_check_args')}`;
  sh.fold('R-check', () => {
    sh.echo('Checking package', { ansi: 'yellow' });
    sh.cmd(`${command}; CHECK_RET=$?`, {});
  });
}

function showLogs(sh: ShellBuilder): void {
  for (const kind of ['fail', 'log', 'out']) {
    sh.fold(`${kind} logs`, () => {
      sh.echo(`R CMD check ${kind} logs`, { ansi: 'yellow' });
      sh.cmd(
        `for name in $(find "\${RCHECK_DIR}" -type f -name "*${kind}");` +
          'do echo ">>> Filename: ${name} <<<";cat ${name};done',
      );
    });
  }
}

function judge(sh: ShellBuilder, ctx: BuildContext): void {
  sh.if('$CHECK_RET -ne 0', () => {
    showLogs(sh);
    sh.failure('R CMD check failed');
  });
  if (!truthy(ctx.config['warnings_are_errors'])) return;
  sh.cmd('grep -q -R "WARNING" "${RCHECK_DIR}/00check.log"', { echo: false });
  sh.if('$? -eq 0', () => {
    showLogs(sh);
    sh.failure('Found warnings, treating as errors (as requested).');
  });
}

function biocCheck(sh: ShellBuilder, ctx: BuildContext): void {
  if (!truthy(ctx.config['bioc_check'])) return;
  sh.fold('Bioconductor-check', () => {
    sh.echo('Checking with: BiocCheck( "${PKG_TARBALL}" )');
    sh.cmd('Rscript -e "BiocCheck::BiocCheck(\'${PKG_TARBALL}\', \\`quit-with-status\\`=TRUE)"');
  });
}

/** R packages. */
export const r = defineLanguage({
  id: 'r',
  summary: 'R packages with R CMD check.',
  yml: keys,
  matrix: ['r'],
  defaults: {
    r: 'release',
    cran: 'https://cloud.r-project.org',
    r_build_args: '',
    r_check_args: '--as-cran',
    warnings_are_errors: true,
    latex: true,
    pandoc: true,
    fortran: true,
  },
  configure: (sh, ctx) => {
    const managers = ['mise:R', 'asdf:R'];
    const tool = { label: 'R', key: 'r', probe: 'R --version', managers };
    useTool(sh, ctx, tool, versionAsked(wanted(ctx)));
  },
  export: (sh, ctx) => {
    const quiet = { echo: false };
    sh.export('TRAVIS_R_VERSION', shellEscape(rRelease(wanted(ctx))), quiet);
    const word = biocChannel(wanted(ctx)) ? 'release' : wanted(ctx);
    sh.export('TRAVIS_R_VERSION_STRING', shellEscape(word), quiet);
    sh.export('R_LIBS_USER', '~/R/Library', quiet);
    sh.export('R_LIBS_SITE', '/usr/local/lib/R/site-library:/usr/lib/R/site-library', quiet);
    sh.export('_R_CHECK_CRAN_INCOMING_', 'false', quiet);
    sh.export('NOT_CRAN', 'true', quiet);
  },
  setup: (sh, ctx) => {
    const mirror = JSON.stringify(text(ctx.config['cran']));
    sh.mkdir('"$R_LIBS_USER"', { recursive: true, echo: false });
    sh.file('~/.Rprofile.site', `options(repos = c(CRAN = ${mirror}));`);
    sh.export('R_PROFILE', '~/.Rprofile.site', { echo: false });
  },
  setupCache: (sh, ctx) => {
    if (!ctx.caches('packages')) return;
    sh.fold('package cache', () => {
      sh.echo('Setting up package cache', { ansi: 'yellow' });
      ctx.cacheAdd(sh, '$R_LIBS_USER');
    });
  },
  announce: (sh) =>
    sh.fold('R-session-info', () => {
      sh.echo('R session information', { ansi: 'yellow' });
      sh.cmd("Rscript -e 'sessionInfo()'");
    }),
  install: (sh, ctx) => {
    needDescription(sh);
    setupBioconductor(sh, ctx);
    installDependencies(sh, ctx);
    showVersions(sh, ctx);
  },
  script: (sh, ctx) => {
    needDescription(sh);
    sh.export('PKG_TARBALL', archive, { echo: false });
    build(sh, ctx);
    check(sh, ctx);
    sh.export('RCHECK_DIR', `$(expr "$PKG_TARBALL" : '\\(.*\\)_').Rcheck`, { echo: false });
    if (usesDevtools(ctx)) {
      sh.cmd('Rscript -e "message(devtools::check_failures(path = \\"${RCHECK_DIR}\\"))"', {
        echo: false,
      });
    }
    biocCheck(sh, ctx);
    judge(sh, ctx);
  },
  cacheSlug: (ctx) => [`--R-${rRelease(wanted(ctx))}`],
  usesCache: (ctx) => ctx.caches('packages'),
  image: (ctx) =>
    imageFor(ctx, 'r-base:{version}', /^\d/.test(wanted(ctx)) ? rRelease(wanted(ctx)) : 'latest'),
});

/** For whoever installs it alone. @alias */
export const plugin = r;
