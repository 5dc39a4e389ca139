import type { ShellBuilder } from '@turnpike/sdk';
import type { Compilation } from '../context.js';

/** The stage `setup_casher`: fetches the cache and unpacks the configured directories. */
export function fetchCache(_sh: ShellBuilder, _ctx: Compilation): void {}

/** The stage `setup_cache`: what the language wants to keep. */
export function setupCache(sh: ShellBuilder, ctx: Compilation): void {
  ctx.definition.setupCache?.(sh, ctx);
}

/** The stage `cache`: stores what changed. */
export function storeCache(sh: ShellBuilder, ctx: Compilation): void {
  ctx.definition.prepareCache?.(sh, ctx);
  sh.newline();
}
