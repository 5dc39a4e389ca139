import { defineLanguage, versionOf, type BuildContext } from '@turnpike/sdk';
import { lookup, shellEscape } from '@turnpike/sdk/shell';
import { imageFor, useTool, type Tool } from '../shared/toolchain.js';
import { keys } from './keys.js';

const perlTool: Tool = {
  label: 'Perl',
  key: 'perl',
  // A release with an odd second number is a preview.
  probe: `perl -e 'my $v = sprintf "%vd", $^V; print $v, (split /[.]/, $v)[1] % 2 ? "-dev" : ""'`,
  managers: ['perlbrew:perl', 'plenv:perl', 'mise:perl', 'asdf:perl'],
};

/** YAML reads `5.10`, `5.20` and `5.30` as numbers and drops the zero. */
const repaired: Readonly<Record<string, string>> = { '5.1': '5.10', '5.2': '5.20', '5.3': '5.30' };

function version(ctx: BuildContext): string {
  const given = versionOf(ctx, 'perl');
  return lookup(repaired, given) ?? given;
}

/** Perl with Build.PL, Makefile.PL or make. */
export const perl = defineLanguage({
  id: 'perl',
  summary: 'Perl with cpanm.',
  yml: keys,
  matrix: ['perl'],
  defaults: { perl: '5.14' },
  configure: (sh, ctx) => useTool(sh, ctx, perlTool, version(ctx)),
  export: (sh, ctx) => sh.export('TRAVIS_PERL_VERSION', shellEscape(version(ctx)), { echo: false }),
  announce: (sh) => {
    sh.cmd('perl --version');
    sh.cmd('CP_VER=$(cpanm --version &); echo $CP_VER');
  },
  install: (sh) =>
    sh.cmd('cpanm --quiet --installdeps --notest .', { retry: true, fold: 'install' }),
  script: (sh) => {
    sh.if('-f Build.PL', () => sh.cmd('perl Build.PL && ./Build && ./Build test'))
      .elif('-f Makefile.PL', () => sh.cmd('perl Makefile.PL && make test'))
      .else(() => sh.cmd('make test'));
  },
  cacheSlug: (ctx) => [`--perl-${version(ctx)}`],
  image: (ctx) => imageFor(ctx, 'perl:{version}', ctx.given['perl'] ? version(ctx) : 'latest'),
});

/** For whoever installs it alone. @alias */
export const plugin = perl;
