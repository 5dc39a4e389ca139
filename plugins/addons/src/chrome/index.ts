import { defineAddon, type ShellBuilder } from '@turnpike/sdk';
import { text } from '@turnpike/sdk/shell';
import { keys } from './keys.js';

const fetched = { echo: true, timing: true, retry: true } as const;

function onLinux(sh: ShellBuilder): void {
  sh.cmd('wget --no-verbose -O "/tmp/$(basename $CHROME_SOURCE_URL)" $CHROME_SOURCE_URL', fetched);
  sh.cmd(
    'sudo apt-get -qq update && sudo apt-get -yq install "/tmp/$(basename $CHROME_SOURCE_URL)"',
    { echo: true },
  );
}

function onMac(sh: ShellBuilder): void {
  sh.cmd('wget --no-verbose -O "/tmp/$(basename $CHROME_SOURCE_URL)" $CHROME_SOURCE_URL', fetched);
  sh.cmd('hdiutil mount -readonly -mountpoint chrome "/tmp/$(basename $CHROME_SOURCE_URL)"');
  sh.cmd(
    'sudo rm -rf "/Applications/Google Chrome.app" && sudo cp -a "chrome/Google Chrome.app" /Applications',
  );
  sh.cmd('hdiutil unmount chrome');
}

/** Google Chrome from its maker. */
export const chrome = defineAddon({
  id: 'chrome',
  summary: 'Installs Google Chrome, stable or beta.',
  yml: keys,
  withoutSudo: true,
  hooks: {
    after_prepare: (sh, options, ctx) => {
      const channel = text(options);
      if (channel !== 'stable' && channel !== 'beta') {
        sh.echo('The chrome add-on knows the channels stable and beta.', { ansi: 'yellow' });
        return;
      }
      const mac =
        channel === 'stable'
          ? 'stable/GGRO/googlechrome.dmg'
          : 'universal/beta/googlechromebeta.dmg';
      const url =
        ctx.os === 'osx'
          ? `https://dl.google.com/chrome/mac/${mac}`
          : `https://dl.google.com/dl/linux/direct/google-chrome-${channel}_current_amd64.deb`;
      sh.fold('install_chrome', () => {
        sh.export('CHROME_SOURCE_URL', url, { echo: true });
        sh.echo(`Installing Google Chrome ${channel}`, { ansi: 'yellow' });
        if (ctx.os === 'osx') onMac(sh);
        else onLinux(sh);
      });
    },
  },
});

/** For whoever installs it alone. @alias */
export const plugin = chrome;
