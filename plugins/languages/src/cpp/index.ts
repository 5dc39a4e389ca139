import { defineLanguage, versionOf, type BuildContext } from '@turnpike/sdk';
import { q, shellEscape } from '@turnpike/sdk/shell';
import { autotools, cacheCcache, exportTool, useCcache } from '../shared/compilers.js';
import { imageFor } from '../shared/toolchain.js';
import { keys } from './keys.js';

const compiler = (ctx: BuildContext): string => versionOf(ctx, 'compiler');

/** The C++ and the C compiler of the family that `compiler:` belongs to. */
function family(ctx: BuildContext): { cxx: string; cc: string } {
  const name = compiler(ctx);
  if (/^(gcc|g\+\+)/.test(name)) return { cxx: 'g++', cc: 'gcc' };
  if (name.startsWith('clang')) return { cxx: 'clang++', cc: 'clang' };
  return ctx.os === 'freebsd' ? { cxx: 'c++', cc: 'cc' } : { cxx: 'g++', cc: 'gcc' };
}

/** C++ with g++, clang++ or whatever `compiler:` names. */
export const cpp = defineLanguage({
  id: 'cpp',
  summary: 'C++ with g++ or clang++.',
  aliases: ['c++', 'cplusplus'],
  yml: keys,
  matrix: ['compiler'],
  defaults: (os) => ({ compiler: os === 'freebsd' ? 'c++' : 'g++' }),
  export: (sh, ctx) => {
    const { cxx, cc } = family(ctx);
    sh.export('TRAVIS_COMPILER', shellEscape(compiler(ctx)), { echo: true });
    exportTool(sh, 'CXX', cxx);
    exportTool(sh, 'CC', cc);
    useCcache(sh, ctx);
  },
  setupCache: cacheCcache,
  announce: (sh, ctx) => sh.cmd(q`${compiler(ctx)} --version`),
  script: (sh) => sh.cmd(autotools),
  cacheSlug: (ctx) => [`--compiler-${compiler(ctx).replaceAll('+', 'p')}`],
  usesCache: (ctx) => ctx.caches('ccache'),
  image: (ctx) =>
    imageFor(ctx, compiler(ctx).startsWith('clang') ? 'silkeh/clang:latest' : 'gcc:latest', ''),
});

/** For whoever installs it alone. @alias */
export const plugin = cpp;
