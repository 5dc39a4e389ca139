import { defineAddon } from '@turnpike/sdk';
import {
  first,
  isHash,
  list,
  meantAsShell,
  q,
  type ShellText,
  singleQuote,
  text,
  truthy,
} from '@turnpike/sdk/shell';
import { keys } from './keys.js';

const settings = 'ASSUME_ALWAYS_YES=YES\nFETCH_RETRY=5\nFETCH_TIMEOUT=30\n';

function packages(options: unknown): string[] {
  return list(isHash(options) ? options['packages'] : options)
    .filter(truthy)
    .map(text);
}

function branch(options: unknown): ShellText {
  const name = isHash(options) ? text(first(options['branch'])) : '';
  return name.replace(/\W/g, '') === name ? meantAsShell(name) : '';
}

/** Packages of FreeBSD. */
export const pkg = defineAddon({
  id: 'pkg',
  summary: 'Installs FreeBSD packages.',
  yml: keys,
  hooks: {
    before_configure: (sh, options) => {
      sh.echo('Configuring default pkg options', { ansi: 'yellow' });
      sh.file('${TRAVIS_TMPDIR}/99-travis-pkg-conf', settings);
      sh.cmd(
        'su -m root -c "mv ${TRAVIS_TMPDIR}/99-travis-pkg-conf ${TRAVIS_ROOT}/usr/local/etc/pkg.conf"',
      );
      const name = branch(options);
      if (name)
        sh.cmd(`su -m root -c "sed -i'' -e 's,/quarterly,/${name},' /etc/pkg/FreeBSD.conf"`);
    },
    before_prepare: (sh, options) => {
      const names = packages(options);
      if (names.length === 0) return;
      sh.fold('pkg', () => {
        sh.echo(`Installing ${names.length} packages`, { ansi: 'yellow' });
        const command = singleQuote(q`pkg install ${names}`);
        sh.cmd(`su -m root -c ${command}`, { assert: true, echo: true, timing: true });
      });
    },
  },
});

/** For whoever installs it alone. @alias */
export const plugin = pkg;
