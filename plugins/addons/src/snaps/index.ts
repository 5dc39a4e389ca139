import { defineAddon, type ShellBuilder } from '@turnpike/sdk';
import { isHash, list, q, text, truthy } from '@turnpike/sdk/shell';
import { keys } from './keys.js';

/** Releases without snapd. */
const before = new Set(['precise', 'trusty']);

function install(sh: ShellBuilder, snap: unknown): void {
  const options = isHash(snap) ? snap : { name: snap };
  const confinement = text(options['confinement']);
  const mode = truthy(options['classic']) || confinement === 'classic' ? ' --classic' : '';
  const devmode = truthy(options['devmode']) || confinement === 'devmode' ? ' --devmode' : '';
  const channel = truthy(options['channel']) ? q` --channel=${text(options['channel'])}` : '';
  sh.cmd(`sudo snap install ${q`${text(options['name'])}`}${mode}${devmode}${channel}`, {
    assert: true,
    echo: true,
    timing: true,
    retry: true,
  });
}

/** Snap packages. */
export const snaps = defineAddon({
  id: 'snaps',
  summary: 'Installs snap packages.',
  yml: keys,
  withoutSudo: true,
  hooks: {
    before_prepare: (sh, options, ctx) => {
      if (ctx.os !== 'linux' || before.has(ctx.dist)) return;
      sh.fold('snap', () => {
        sh.echo('Installing Snaps', { ansi: 'yellow' });
        sh.cmd('sudo snap install core', { echo: true, timing: true, retry: true });
        for (const snap of list(options)) install(sh, snap);
        sh.cmd('snap list', { echo: true });
      });
    },
  },
});

/** For whoever installs it alone. @alias */
export const plugin = snaps;
