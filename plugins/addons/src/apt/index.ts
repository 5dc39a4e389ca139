import { defineAddon, type BuildContext, type ShellBuilder } from '@turnpike/sdk';
import { echoText, isHash, truthy, type Hash } from '@turnpike/sdk/shell';
import { configureRetries } from '../apt_retries/index.js';
import { addSources } from './sources.js';
import { installedTest, installPackages, packageNames, wanted } from './packages.js';
import { keys } from './keys.js';

/** Options in their one shape: a list stands for packages. */
function optionsOf(options: unknown): Hash {
  if (isHash(options)) return options;
  return options === true ? {} : { packages: options };
}

function install(sh: ShellBuilder, options: unknown, ctx: BuildContext): void {
  const { sources, packages, update } = optionsOf(options);
  const [someSources, somePackages] = [wanted(sources), wanted(packages)];
  if (ctx.os !== 'linux' || (!someSources && !somePackages && !truthy(update))) return;
  sh.fold('apt', () => {
    unlessThere(sh, ctx, packages, () => {
      if (someSources) addSources(sh, ctx, sources);
      sh.cmd('travis_apt_get_update', { echo: true, timing: true, retry: true });
      if (somePackages) installPackages(sh, ctx, packages);
    });
  });
}

/** On a machine that is not the job's own: what is installed there is taken as it is, and not upgraded. */
function unlessThere(
  sh: ShellBuilder,
  ctx: BuildContext,
  packages: unknown,
  install: () => void,
): void {
  if (ctx.env.isolation !== 'none') return install();
  const names = packageNames(packages);
  sh.if(installedTest(names), () => {
    sh.echo(`Installed on this machine: ${echoText(names.join(', '))}`);
  })
    .elif('$EUID -ne 0 && -z "$(sudo -n echo yes 2>/dev/null)"', () => {
      sh.echo(`These packages are not installed on this machine: ${echoText(names.join(', '))}`, {
        ansi: 'red',
      });
      sh.echo('The job may not install them. Install them, or run it in a container.', {
        ansi: 'red',
      });
      sh.terminate(2);
    })
    .else(install);
}

/** Debian packages and package sources. */
export const apt = defineAddon({
  id: 'apt',
  summary: 'Adds apt sources and installs Debian packages.',
  yml: keys,
  withoutSudo: true,
  hooks: {
    before_configure: (sh, options, ctx) => {
      const { config } = optionsOf(options);
      if (isHash(config) && truthy(config['retries'])) configureRetries(sh, ctx);
    },
    before_prepare: install,
  },
});

/** For whoever installs it alone. @alias */
export const plugin = apt;
