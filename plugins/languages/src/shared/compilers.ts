import type { BuildContext, ShellBuilder } from '@turnpike/sdk';
import { shellEscape, type ShellText } from '@turnpike/sdk/shell';

/** A variable for the compiler that a value from the user's own environment keeps. */
export function exportTool(sh: ShellBuilder, name: ShellText, tool: string): void {
  for (const variable of [name, `${name}_FOR_BUILD`]) {
    sh.export(variable, `\${${variable}:-${shellEscape(tool)}}`, { echo: true });
  }
}

/** ccache's wrappers come first in PATH where the cache is asked for. */
export function useCcache(sh: ShellBuilder, ctx: BuildContext): void {
  if (ctx.caches('ccache')) sh.export('PATH', '/usr/lib/ccache:$PATH', { echo: true });
}

export function cacheCcache(sh: ShellBuilder, ctx: BuildContext): void {
  if (!ctx.caches('ccache')) return;
  sh.fold('cache.ccache', () => ctx.cacheAdd(sh, '~/.ccache'));
}

export const autotools = './configure && make && make test';
