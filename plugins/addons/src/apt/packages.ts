import type { BuildContext, ShellBuilder } from '@turnpike/sdk';
import { echoText, isHash, list, q, text, truthy } from '@turnpike/sdk/shell';

/** A list of names from whatever shape the config has. */
export function packageNames(value: unknown): string[] {
  const flat = isHash(value) ? Object.entries(value).flat() : list(value);
  return [...new Set(flat.flat().filter(truthy).map(text))];
}

export function wanted(value: unknown): boolean {
  return list(value).length > 0;
}

/** True in `[[ … ]]` where all of them are installed; names may carry a version (`=1.2`) or architecture. */
export function installedTest(names: readonly string[]): string {
  if (names.length === 0) return '1 -eq 0';
  const bare = names.map((name) => name.replace(/[=/].*$/, ''));
  const query = q`dpkg-query -W -f=${'${db:Status-Status}\\n'} ${bare} 2>/dev/null | grep -cx installed`;
  return `"$(${query})" -eq ${names.length}`;
}

/** Without sudo only packages that the installation lists may be installed. */
function allowed(sh: ShellBuilder, ctx: BuildContext, all: readonly string[]): string[] {
  if (!ctx.payload.paranoid) return [...all];
  const safe = new Set(ctx.env.aptSafelist ?? []);
  const refused = all.filter((name) => !safe.has(name));
  if (refused.length > 0) {
    sh.echo(`Disallowing packages: ${echoText(refused.join(', '))}`, { ansi: 'red' });
    sh.echo('Jobs without sudo may install packages from the list of this installation only.');
  }
  return all.filter((name) => safe.has(name));
}

/** One command for all: one bad name fails them all, and the job. */
export function installPackages(sh: ShellBuilder, ctx: BuildContext, value: unknown): void {
  sh.echo('Installing APT Packages', { ansi: 'yellow' });
  const packages = allowed(sh, ctx, packageNames(value));
  if (packages.length === 0) return;
  // The server that is there would hold the port of the one to come.
  if (packages.some((name) => name.startsWith('postgresql'))) {
    sh.cmd('sudo systemctl stop postgresql || sudo service postgresql stop', { echo: false });
  }
  const options = '--no-install-suggests --no-install-recommends $(travis_apt_get_options)';
  sh.cmd(`sudo -E apt-get -yq ${options} ${q`install ${packages}`}`, { echo: true, timing: true });
  sh.raw('travis_apt_code=$?');
  sh.if('$travis_apt_code -ne 0', () => {
    sh.fold('apt-get.diagnostics', () => {
      sh.echo('apt-get install failed', { ansi: 'red' });
      sh.cmd('cat ${TRAVIS_HOME}/apt-get-update.log', { echo: true });
    });
    sh.raw('travis_assert $travis_apt_code');
  });
}
