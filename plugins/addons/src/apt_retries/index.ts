import { defineAddon, type BuildContext, type ShellBuilder } from '@turnpike/sdk';

const settings = `Acquire {
  ForceIPv4 "1";
  Retries "5";
  https {
    Timeout "30";
  };
};
`;

/** Makes apt try again where a mirror does not answer. */
export function configureRetries(sh: ShellBuilder, ctx: BuildContext): void {
  if (ctx.os !== 'linux') return;
  sh.echo('Configuring default apt-get retries', { ansi: 'yellow' });
  sh.if('-d ${TRAVIS_ROOT}/var/lib/apt/lists && -n $(command -v apt-get)', () => {
    sh.file('${TRAVIS_TMPDIR}/99-travis-build-retries', settings);
    sh.cmd('sudo mv ${TRAVIS_TMPDIR}/99-travis-build-retries ${TRAVIS_ROOT}/etc/apt/apt.conf.d');
  });
}

/** Retries of apt, on their own. */
export const aptRetries = defineAddon({
  id: 'apt_retries',
  summary: 'Lets apt try again when a download fails.',
  withoutSudo: true,
  hooks: { before_configure: (sh, _options, ctx) => configureRetries(sh, ctx) },
});

/** For whoever installs it alone. @alias */
export const plugin = aptRetries;
