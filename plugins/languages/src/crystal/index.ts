import { defineLanguage, versionOf, type BuildContext } from '@turnpike/sdk';
import { imageFor, useTool, type Tool } from '../shared/toolchain.js';
import { keys } from './keys.js';

const crystalTool: Tool = {
  label: 'Crystal',
  key: 'crystal',
  probe: 'crystal --version',
  managers: ['mise:crystal', 'asdf:crystal'],
};

/** `channel`, `version` or `channel/version`: the version, or else the channel. */
const wanted = (ctx: BuildContext): string => versionOf(ctx, 'crystal').split('/').at(-1) ?? '';

/** The version, or empty for the newest. */
const release = (ctx: BuildContext): string => (/^\d/.test(wanted(ctx)) ? wanted(ctx) : '');

/** Crystal with shards. */
export const crystal = defineLanguage({
  id: 'crystal',
  summary: 'Crystal with shards.',
  yml: keys,
  matrix: ['crystal'],
  defaults: { crystal: 'stable' },
  configure: (sh, ctx) => useTool(sh, ctx, crystalTool, wanted(ctx)),
  setupCache: (sh, ctx) => {
    if (ctx.caches('shards')) sh.fold('cache.shards', () => ctx.cacheAdd(sh, '~/.cache/shards'));
  },
  announce: (sh) => {
    sh.cmd('crystal --version');
    sh.cmd('shards --version');
    sh.newline();
  },
  install: (sh) => {
    sh.if('-f shard.yml', () => sh.cmd('shards install'));
  },
  script: (sh) => sh.cmd('crystal spec'),
  cacheSlug: (ctx) => [`-crystal-${versionOf(ctx, 'crystal')}`],
  usesCache: (ctx) => ctx.caches('shards'),
  image: (ctx) => imageFor(ctx, 'crystallang/crystal:{version}', release(ctx) || 'latest'),
});

/** For whoever installs it alone. @alias */
export const plugin = crystal;
