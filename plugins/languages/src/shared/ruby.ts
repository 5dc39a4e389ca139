import { versionOf, type BuildContext, type ScriptStep, type ShellBuilder } from '@turnpike/sdk';
import { q, shellEscape, text, truthy, verbatim } from '@turnpike/sdk/shell';
import { useTool, useVersion, type Tool } from './toolchain.js';

const rubyTool: Tool = {
  label: 'Ruby',
  key: 'rvm',
  probe: 'ruby --version',
  managers: ['rvm:ruby', 'rbenv:ruby', 'chruby:ruby', 'mise:ruby', 'asdf:ruby'],
};

export const rubyVersion = (ctx: BuildContext): string => versionOf(ctx, 'rvm') || 'default';

export function isJruby(ctx: BuildContext): boolean {
  return rubyVersion(ctx).includes('jruby') || versionOf(ctx, 'ruby').includes('jruby');
}

/** The gemfile asked for, as a shell word. */
export const gemfile = (ctx: BuildContext): string =>
  shellEscape(versionOf(ctx, 'gemfile') || 'Gemfile');

/** Bundler's file: what the user's environment names, else the config. */
const bundled = (ctx: BuildContext): string => `\${BUNDLE_GEMFILE:-${gemfile(ctx)}}`;

export const exportRuby: ScriptStep = (sh, ctx) => {
  sh.export('TRAVIS_RUBY_VERSION', shellEscape(rubyVersion(ctx)), { echo: false });
};

export const setupRuby: ScriptStep = (sh, ctx) => {
  const version = versionOf(ctx, 'ruby') || rubyVersion(ctx);
  if (version !== 'default') useTool(sh, asked(ctx), rubyTool, version);
  else sh.if('-f .ruby-version', () => useVersion(sh, rubyTool, '"$(< .ruby-version)"'));
  installBundler(sh);
  useGemfile(sh, ctx);
};

function asked(ctx: BuildContext): BuildContext {
  return { ...ctx, given: { ...ctx.given, rvm: ctx.given['rvm'] ?? ctx.given['ruby'] } };
}

function installBundler(sh: ShellBuilder): void {
  sh.if('-z "$(command -v bundle)" && -n "$(command -v gem)" && -f Gemfile', () => {
    const old =
      '$(travis_vers2int "$(ruby -e \'puts RUBY_VERSION\')") -lt $(travis_vers2int 2.5.0)';
    sh.fold('install_bundler', () => {
      sh.if(old, () => sh.cmd("gem install bundler -v '< 2'")).else(() =>
        sh.cmd('gem install bundler'),
      );
    });
  });
}

function useGemfile(sh: ShellBuilder, ctx: BuildContext): void {
  const file = gemfile(ctx);
  if (file !== 'Gemfile') {
    sh.if(`-f ${file}`, () => sh.echo(`Using ${file}`)).else(() =>
      sh.failure(`${file} not found, cannot continue`),
    );
  }
  sh.if(`-f ${bundled(ctx)}`, () => sh.export('BUNDLE_GEMFILE', `$PWD/${file}`, { echo: true }));
}

export const announceRuby: ScriptStep = (sh) => {
  sh.cmd('ruby --version');
  sh.cmd('rvm --version');
  sh.cmd('bundle --version');
};

/** `--path` or its value in the bundler arguments. */
function pathArgument(args: string): string | undefined {
  return /--path[= ](\S+)/.exec(args)?.[1];
}

function bundleArgs(ctx: BuildContext, locked: boolean): string {
  const given = text(ctx.config['bundler_args']);
  if (given !== '') return given;
  const args = locked ? '--jobs=3 --retry=3 --deployment' : '--jobs=3 --retry=3';
  return ctx.caches('bundler') ? `${args} --path=\${BUNDLE_PATH:-vendor/bundle}` : args;
}

function bundle(sh: ShellBuilder, ctx: BuildContext, locked: boolean): void {
  sh.cmd(q`bundle install ${verbatim(bundleArgs(ctx, locked))}`, {
    fold: 'install.bundler',
    retry: true,
  });
}

/** Gems by bundler; deployment mode where a lock file is there (travis-build `shared/bundler.rb`). */
export const installGems: ScriptStep = (sh, ctx) => {
  sh.if(`-f ${bundled(ctx)}`, () => {
    sh.if(`-f ${bundled(ctx)}.lock`, () => {
      sh.if('-e vendor/cache', () => {
        // An empty folder makes bundler look for gems nowhere else.
        sh.if('$(du -s vendor/cache | cut -f 1) -eq 0', () =>
          sh.cmd('rm -rf vendor/cache', { echo: false, assert: false, timing: false }),
        );
      });
      bundle(sh, ctx, true);
    }).else(() => bundle(sh, ctx, false));
  }).else(() => sh.echo('No Gemfile found, skipping bundle install'));
  sh.newline();
};

/** Where bundler puts gems, locked or not. */
function bundlePath(ctx: BuildContext, locked: boolean): string {
  const args = bundleArgs(ctx, locked);
  const path = pathArgument(args);
  if (path)
    return path.startsWith('/') || path.startsWith('$') || path.startsWith('~')
      ? path
      : `./${path}`;
  return '${BUNDLE_PATH:-vendor/bundle}';
}

export const cacheGems: ScriptStep = (sh, ctx) => {
  const wanted = ctx.caches('bundler');
  if (!wanted) return;
  const add = (locked: boolean) => () =>
    sh.fold('cache.bundler', () => ctx.cacheAdd(sh, bundlePath(ctx, locked)));
  sh.if(`-f ${bundled(ctx)}`, () => {
    sh.if(`-f ${bundled(ctx)}.lock`, add(true)).else(add(false));
  }).else(() =>
    sh.echo('bundler caching is configured but a Gemfile is not found. Caching may not work.', {
      ansi: 'yellow',
    }),
  );
};

/** Gems that are no longer asked for do not go into the cache. */
export const cleanGems: ScriptStep = (sh, ctx) => {
  if (ctx.caches('bundler')) sh.cmd('bundle clean', { assert: false, timing: false });
};

/** Names of caches carry the names that rvm gives to modes of JRuby and to the last Ruby 1.8. */
const cacheName = (version: string): string =>
  version.replace(/-(18|19|20|21)mode$/, '-d$1').replace(/^1\.8\.7.*$/, '1.8.7-p371');

export function gemSlug(ctx: BuildContext): string[] {
  const chruby = truthy(ctx.config['ruby']) ? [`--rvm-${versionOf(ctx, 'ruby')}`] : [];
  return [
    ...chruby,
    `--rvm-${cacheName(rubyVersion(ctx))}`,
    `--gemfile-${versionOf(ctx, 'gemfile') || 'Gemfile'}`,
  ];
}
