import { defineLanguage, versionOf, type BuildContext } from '@turnpike/sdk';
import { shellEscape } from '@turnpike/sdk/shell';
import { imageFor, useTool, type Tool } from '../shared/toolchain.js';
import { keys } from './keys.js';

const version = (ctx: BuildContext): string => versionOf(ctx, 'perl6');

const rakuTool: Tool = {
  label: 'Raku',
  key: 'perl6',
  probe: 'raku --version || perl6 --version',
  managers: ['mise:raku', 'asdf:raku'],
};

/** Raku, under the name that it had; the compiler is called raku today. */
export const perl6 = defineLanguage({
  id: 'perl6',
  summary: 'Raku (Perl 6).',
  yml: keys,
  matrix: ['perl6'],
  defaults: { perl6: 'latest' },
  export: (sh, ctx) =>
    sh.export('TRAVIS_PERL6_VERSION', shellEscape(version(ctx)), { echo: false }),
  setup: (sh, ctx) => {
    useTool(sh, ctx, rakuTool);
    sh.raw('if ! type perl6 &>/dev/null && type raku &>/dev/null; then perl6() { raku "$@"; }; fi');
  },
  announce: (sh) => sh.cmd('perl6 --version'),
  script: (sh) => sh.cmd('PERL6LIB=lib prove --ext .t --ext .t6 -v -r --exec=perl6 t/'),
  cacheSlug: (ctx) => [`--perl6-${version(ctx)}`],
  image: (ctx) => imageFor(ctx, 'rakudo-star:{version}', version(ctx)),
});

/** For whoever installs it alone. @alias */
export const plugin = perl6;
