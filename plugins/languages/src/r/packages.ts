import { versionOf, type BuildContext, type ShellBuilder } from '@turnpike/sdk';
import { echoText, list, q, type ShellText, singleQuote, text, truthy } from '@turnpike/sdk/shell';
import { biocChannel, rRelease } from './versions.js';

/** An Rscript command; the code is data of the shell, names are data of R. */
function rscript(code: string): ShellText {
  return `Rscript -e ${singleQuote(code)}`;
}

function vector(names: readonly string[]): string {
  return `c(${names.map((name) => JSON.stringify(name)).join(', ')})`;
}

const quit = 'q(status = 1, save = "no")';

function announce(sh: ShellBuilder, what: string, names: readonly string[]): void {
  sh.echo(`Installing ${what}: ${echoText(names.join(', '))}`);
}

/** Packages from the CRAN mirror; R itself does not fail when one is missing. */
function installFromCran(sh: ShellBuilder, names: readonly string[]): void {
  if (names.length === 0) return;
  announce(sh, 'R packages', names);
  const packages = vector(names);
  sh.cmd(
    rscript(
      `install.packages(${packages});if (!all(${packages} %in% installed.packages())) { ${quit}}`,
    ),
  );
}

function names(ctx: BuildContext, key: string): string[] {
  return list(ctx.config[key]).map(text);
}

function installBinary(sh: ShellBuilder, ctx: BuildContext): void {
  const packages = names(ctx, 'r_binary_packages');
  if (packages.length === 0) return;
  if (ctx.os !== 'linux') {
    sh.echo(
      `R binary packages not supported on ${echoText(ctx.os)}, falling back to source install`,
    );
    installFromCran(sh, packages);
    return;
  }
  announce(sh, '*binary* R packages', packages);
  installFromApt(
    sh,
    packages.map((name) => `r-cran-${name.toLowerCase()}`),
  );
}

function installFromApt(sh: ShellBuilder, packages: readonly string[]): void {
  if (packages.length === 0) return;
  announce(sh, 'apt packages', packages);
  sh.cmd(q`sudo apt-get install -y ${packages}`, { retry: true });
}

function installFromBrew(sh: ShellBuilder, ctx: BuildContext): void {
  const packages = names(ctx, 'brew_packages');
  if (packages.length === 0 || ctx.os !== 'osx') return;
  announce(sh, 'brew packages', packages);
  sh.cmd(q`brew install ${packages}`, { retry: true });
}

function installFromBioconductor(sh: ShellBuilder, ctx: BuildContext): void {
  const packages = names(ctx, 'bioc_packages');
  if (packages.length === 0) return;
  announce(sh, 'Bioconductor packages', packages);
  const all = vector(packages);
  sh.cmd(
    rscript(`BiocManager::install(${all});if (!all(${all} %in% installed.packages())) { ${quit}}`),
  );
}

type Installer = 'remotes' | 'devtools';

/** A package that installs from GitHub and from DESCRIPTION files. */
function installInstaller(sh: ShellBuilder, ctx: BuildContext, name: Installer): void {
  if (ctx.os === 'linux') installFromCran(sh, [name]);
  else {
    const check = `if (!requireNamespace("${name}", quietly = TRUE)) install.packages("${name}")`;
    sh.cmd(rscript(check), { retry: true });
  }
}

export function usesDevtools(ctx: BuildContext): boolean {
  return truthy(ctx.config['use_devtools']);
}

function needsBioconductor(ctx: BuildContext): boolean {
  return truthy(ctx.config['bioc_required']) || biocChannel(text(ctx.config['r'])) !== undefined;
}

/** Prepares Bioconductor's manager where packages of it are wanted. */
export function setupBioconductor(sh: ShellBuilder, ctx: BuildContext): void {
  const isChecked = truthy(ctx.config['bioc_check']);
  const wanted = needsBioconductor(ctx) || isChecked || names(ctx, 'bioc_packages').length > 0;
  if (!wanted) return;
  const devel =
    biocChannel(text(ctx.config['r'])) === 'devel' || truthy(ctx.config['bioc_use_devel']);
  sh.fold('Bioconductor', () => {
    sh.echo('Installing Bioconductor', { ansi: 'yellow' });
    sh.cmd(
      rscript(
        'if (!requireNamespace("BiocManager", quietly=TRUE))  install.packages("BiocManager");' +
          `if (${devel ? 'TRUE' : 'FALSE'}) BiocManager::install(version = "devel", ask = FALSE);` +
          'cat(append = TRUE, file = "~/.Rprofile.site", "options(repos = BiocManager::repositories());")',
      ),
      { retry: true },
    );
    if (isChecked) sh.cmd(rscript(installBiocCheck(versionOf(ctx, 'r'))));
  });
}

/** R before 3.5 knows Bioconductor's older installer only. */
function installBiocCheck(wanted: string): string {
  const [major = 0, minor = 0] = rRelease(wanted || 'release')
    .split('.')
    .map(Number);
  const isOld = major < 3 || (major === 3 && minor < 5);
  return isOld
    ? 'source("https://bioconductor.org/biocLite.R"); BiocInstaller::biocLite("BiocCheck")'
    : 'BiocManager::install("BiocCheck")';
}

/** What the config declares, then what the package's own DESCRIPTION asks for. */
export function installDependencies(sh: ShellBuilder, ctx: BuildContext): void {
  sh.fold('R-dependencies', () => {
    sh.echo('Installing package dependencies', { ansi: 'yellow' });
    if (ctx.os === 'linux') installFromApt(sh, names(ctx, 'apt_packages'));
    installFromBrew(sh, ctx);
    installBinary(sh, ctx);
    installFromCran(sh, names(ctx, 'r_packages'));
    installFromBioconductor(sh, ctx);
    installFromGithub(sh, ctx);
    if (usesDevtools(ctx)) installInstaller(sh, ctx, 'devtools');
    if (names(ctx, 'r_github_packages').length === 0) installInstaller(sh, ctx, 'remotes');
    sh.cmd(
      rscript(
        'deps <- remotes::dev_package_deps(dependencies = NA);remotes::install_deps(dependencies = TRUE);' +
          'if (!all(deps$package %in% installed.packages())) { message("missing: ", ' +
          `paste(setdiff(deps$package, installed.packages()), collapse=", ")); ${quit}}`,
      ),
    );
  });
}

/** What was installed, where devtools can tell. */
export function showVersions(sh: ShellBuilder, ctx: BuildContext): void {
  if (!usesDevtools(ctx)) return;
  sh.fold('R-installed-versions', () => {
    sh.echo('Installed package versions', { ansi: 'yellow' });
    sh.cmd(rscript('devtools::session_info(installed.packages()[, "Package"])'));
  });
}

function installFromGithub(sh: ShellBuilder, ctx: BuildContext): void {
  const packages = names(ctx, 'r_github_packages');
  if (packages.length === 0) return;
  installInstaller(sh, ctx, 'remotes');
  announce(sh, 'R packages from GitHub', packages);
  sh.cmd(rscript(`remotes::install_github(${vector(packages)})`));
}
