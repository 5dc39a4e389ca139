import { defineLanguage, versionOf, type BuildContext } from '@turnpike/sdk';
import { q, shellEscape } from '@turnpike/sdk/shell';
import { autotools, cacheCcache, exportTool, useCcache } from '../shared/compilers.js';
import { imageFor } from '../shared/toolchain.js';
import { keys } from './keys.js';

const compiler = (ctx: BuildContext): string => versionOf(ctx, 'compiler');

/** C with gcc, clang or whatever `compiler:` names. */
export const c = defineLanguage({
  id: 'c',
  summary: 'C with gcc or clang.',
  yml: keys,
  matrix: ['compiler'],
  defaults: (os) => ({ compiler: os === 'freebsd' ? 'cc' : 'gcc' }),
  export: (sh, ctx) => {
    sh.export('TRAVIS_COMPILER', shellEscape(compiler(ctx)), { echo: true });
    exportTool(sh, 'CC', compiler(ctx));
    useCcache(sh, ctx);
  },
  setupCache: cacheCcache,
  announce: (sh, ctx) => sh.cmd(q`${compiler(ctx)} --version`),
  script: (sh) => sh.cmd(autotools),
  cacheSlug: (ctx) => [`--compiler-${compiler(ctx)}`],
  usesCache: (ctx) => ctx.caches('ccache'),
  image: (ctx) =>
    imageFor(ctx, compiler(ctx).startsWith('clang') ? 'silkeh/clang:latest' : 'gcc:latest', ''),
});

/** For whoever installs it alone. @alias */
export const plugin = c;
