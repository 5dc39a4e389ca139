import { defineLanguage, languagePlugin, versionOf } from '@turnpike/sdk';
import { q } from '@turnpike/sdk/shell';

export const plugin = languagePlugin(
  defineLanguage({
    id: 'zig',
    summary: 'Zig.',
    matrix: ['zig'],
    defaults: (os) => ({ zig: os === 'osx' ? '0.12' : '0.13' }),
    export: (sh, ctx) => sh.export('ZIG_VERSION', q`${versionOf(ctx, 'zig')}`),
    setupCache: (sh, ctx) => {
      if (ctx.caches('zig')) ctx.cacheAdd(sh, '$HOME/.cache/zig');
    },
    usesCache: (ctx) => ctx.config.cache?.zig === true,
    cacheSlug: (ctx) => ['zig', versionOf(ctx, 'zig')],
    image: (ctx) => `zig:${versionOf(ctx, 'zig')}`,
    install: (sh, ctx) => {
      sh.fold('zig', () => {
        sh.if('-f build.zig', () => sh.cmd('zig fetch', { retry: true }))
          .elif('-f zigmod.yml', () => sh.cmd('zigmod fetch'))
          .else(() => sh.echo('Nothing to fetch.', { ansi: 'yellow' }));
      });
      sh.withFlags({ assert: false }, () => sh.mkdir('zig-out', { recursive: true }));
      if (ctx.config.install_fails) throw new Error('no way to install');
      ctx.warn('zig_young', 'Zig is young.');
    },
    script: (sh) => sh.cmd('zig build test'),
  }),
);
