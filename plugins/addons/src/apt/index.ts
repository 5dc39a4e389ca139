import { addonPlugin, defineAddon, type BuildContext, type ShellBuilder } from '@turnpike/sdk';
import { isHash, truthy, type Hash } from '@turnpike/sdk/shell';
import { configureRetries } from '../apt_retries/index.js';
import { addSources } from './sources.js';
import { installPackages, wanted } from './packages.js';

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
    if (someSources) addSources(sh, ctx, sources);
    sh.cmd('travis_apt_get_update', { echo: true, timing: true, retry: true });
    if (somePackages) installPackages(sh, ctx, packages);
  });
}

/** Debian packages and package sources. */
export const apt = defineAddon({
  id: 'apt',
  summary: 'Adds apt sources and installs Debian packages.',
  withoutSudo: true,
  hooks: {
    before_configure: (sh, options, ctx) => {
      const { config } = optionsOf(options);
      if (isHash(config) && truthy(config['retries'])) configureRetries(sh, ctx);
    },
    before_prepare: install,
  },
});

export const plugin = addonPlugin(apt);
