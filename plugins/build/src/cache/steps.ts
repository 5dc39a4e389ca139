import type { ShellBuilder } from '@turnpike/sdk';
import { q, text, truthy } from '@turnpike/sdk/shell';
import type { Compilation } from '../context.js';

/** Is anything kept at all: is there storage, and does language or config want it? */
function isActive(ctx: Compilation): boolean {
  const { cache, definition } = ctx;
  if (!cache.hasStorage) return false;
  return cache.directories.length > 0 || (definition.usesCache?.(ctx) ?? false);
}

/** Runs the body with errexit off, as the user may have switched it on. */
function leniently(sh: ShellBuilder, body: () => void): void {
  sh.raw('travis_errexit=; if [[ $- = *e* ]]; then travis_errexit=1; fi; set +e');
  body();
  sh.raw('if [[ -n "$travis_errexit" ]]; then set -e; fi');
}

/** The stage `setup_casher`: fetches the archive and unpacks the configured directories. */
export function fetchCache(sh: ShellBuilder, ctx: Compilation): void {
  if (!isActive(ctx)) return;
  const { cache } = ctx;
  sh.fold('cache.1', () => {
    sh.echo('Setting up build cache');
    sh.export('CASHER_DIR', '${CASHER_DIR:-${TRAVIS_HOME}/.casher}', { echo: false });
    const limit = cache.settings['timeout'];
    if (truthy(limit)) sh.export('CASHER_TIME_OUT', q`${text(limit)}`, { echo: false });
    cache.fetch(sh);
    if (cache.directories.length > 0) cache.add(sh, cache.directories);
  });
  sh.newline();
}

/** The stage `setup_cache`: what the language wants to keep. */
export function setupCache(sh: ShellBuilder, ctx: Compilation): void {
  ctx.definition.setupCache?.(sh, ctx);
}

/** The stage `cache`: stores what changed. */
export function storeCache(sh: ShellBuilder, ctx: Compilation): void {
  if (isActive(ctx)) {
    sh.fold('cache.2', () => {
      sh.echo('store build cache');
      leniently(sh, () => {
        ctx.definition.prepareCache?.(sh, ctx);
        ctx.cache.push(sh);
      });
    });
  }
  sh.newline();
}
