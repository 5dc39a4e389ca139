import { defineAddon, type ShellBuilder } from '@turnpike/sdk';
import {
  echoText,
  lookup,
  shellEscape,
  type ShellText,
  singleQuote,
  text,
} from '@turnpike/sdk/shell';
import { keys } from './keys.js';

/** Words and the product that the download service knows. */
const products: Readonly<Record<string, string>> = {
  latest: 'firefox-latest',
  'latest-beta': 'firefox-beta-latest',
  'latest-dev': 'firefox-devedition-latest',
  'latest-esr': 'firefox-esr-latest',
  'latest-nightly': 'firefox-nightly-latest',
  'latest-unsigned': 'firefox-latest',
};

function product(version: string): string | undefined {
  const named = lookup(products, version);
  if (named) return named;
  return /^\d+\.\d+(\.\d+)?(esr|b\d+)?$/.test(version) ? `firefox-${version}` : undefined;
}

function onLinux(sh: ShellBuilder, folder: ShellText): void {
  sh.mkdir(folder, { recursive: true });
  sh.cmd(`wget --no-verbose -O "${folder}/firefox.tar" $FIREFOX_SOURCE_URL`, {
    echo: true,
    timing: true,
    retry: true,
  });
  sh.cmd(`tar xf "${folder}/firefox.tar" -C "${folder}"`);
  sh.export('PATH', `${folder}/firefox:$PATH`, { echo: true });
}

function onMac(sh: ShellBuilder, app: string): void {
  sh.cmd('wget --no-verbose -O /tmp/firefox.dmg $FIREFOX_SOURCE_URL', {
    echo: true,
    timing: true,
    retry: true,
  });
  sh.cmd('hdiutil mount -readonly -mountpoint firefox /tmp/firefox.dmg');
  sh.cmd(`sudo rm -rf "/Applications/${app}" && sudo cp -a "firefox/${app}" /Applications`);
  sh.cmd('hdiutil unmount firefox && rm /tmp/firefox.dmg');
  sh.export('PATH', `"/Applications/${app}/Contents/MacOS:$PATH"`, { echo: true });
}

/** Firefox of a version or of a channel, in the job's home. */
export const firefox = defineAddon({
  id: 'firefox',
  summary: 'Installs a version or channel of Firefox.',
  yml: keys,
  withoutSudo: true,
  hooks: {
    after_prepare: (sh, options, ctx) => {
      const version = text(options);
      const name = product(version);
      if (!name) {
        sh.echo(`Invalid version '${echoText(version)}' given for the firefox add-on.`, {
          ansi: 'red',
        });
        return;
      }
      const system = ctx.os === 'osx' ? 'osx' : 'linux64';
      const url = `https://download.mozilla.org/?product=${name}&lang=en-US&os=${system}`;
      sh.fold('install_firefox', () => {
        sh.echo(`Installing Firefox ${echoText(version)}`, { ansi: 'yellow' });
        sh.export('FIREFOX_SOURCE_URL', singleQuote(url), { echo: true });
        if (ctx.os === 'osx')
          onMac(sh, version === 'latest-nightly' ? 'Firefox Nightly.app' : 'Firefox.app');
        else onLinux(sh, `\${TRAVIS_HOME}/firefox-${shellEscape(version)}`);
      });
      sh.cmd('firefox --version', { echo: true });
    },
  },
});

/** For whoever installs it alone. @alias */
export const plugin = firefox;
