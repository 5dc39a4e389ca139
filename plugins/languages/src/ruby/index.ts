import { defineLanguage, versionOf, type BuildContext } from '@turnpike/sdk';
import { truthy } from '@turnpike/sdk/shell';
import { announceJava, exportJdk, jdkSlug, quietGradle, setupJdk } from '../shared/jvm.js';
import {
  announceRuby,
  cacheGems,
  cleanGems,
  exportRuby,
  gemfile,
  gemSlug,
  installGems,
  isJruby,
  rubyVersion,
  setupRuby,
} from '../shared/ruby.js';
import { imageFor } from '../shared/toolchain.js';
import { keys } from './keys.js';

function image(ctx: BuildContext): string {
  const version = versionOf(ctx, 'ruby') || rubyVersion(ctx);
  if (version.startsWith('jruby'))
    return imageFor(ctx, 'jruby:{version}', /\d.*/.exec(version)?.[0] ?? 'latest');
  if (version.startsWith('truffleruby'))
    return imageFor(ctx, 'ghcr.io/graalvm/truffleruby-community:{version}', 'latest');
  return imageFor(ctx, 'ruby:{version}', /\d[\d.]*/.exec(version)?.[0] ?? 'latest');
}

/** Ruby with bundler and rake. */
export const ruby = defineLanguage({
  id: 'ruby',
  summary: 'Ruby with bundler and rake.',
  yml: keys,
  matrix: ['rvm', 'gemfile', 'jdk'],
  defaults: { rvm: 'default', gemfile: 'Gemfile' },
  configure: setupJdk,
  export: (sh, ctx) => {
    exportJdk(sh, ctx);
    exportRuby(sh, ctx);
  },
  setup: (sh, ctx) => {
    quietGradle(sh, ctx);
    setupRuby(sh, ctx);
  },
  setupCache: cacheGems,
  announce: (sh, ctx) =>
    sh.fold('ruby.versions', () => {
      if (isJruby(ctx)) announceJava(sh, ctx);
      if (truthy(ctx.config['ruby'])) sh.cmd('chruby --version');
      announceRuby(sh, ctx);
      sh.cmd('gem --version');
    }),
  install: installGems,
  script: (sh, ctx) => {
    sh.if(`-f ${gemfile(ctx)}`, () => sh.cmd('bundle exec rake')).else(() => sh.cmd('rake'));
  },
  prepareCache: cleanGems,
  cacheSlug: (ctx) => [...jdkSlug(ctx), ...gemSlug(ctx)],
  usesCache: (ctx) => ctx.caches('bundler'),
  image,
});

/** For whoever installs it alone. @alias */
export const plugin = ruby;
