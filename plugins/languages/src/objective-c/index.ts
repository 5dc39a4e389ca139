import { defineLanguage, versionOf, type BuildContext, type ShellBuilder } from '@turnpike/sdk';
import {
  escapeDouble,
  meantAsShell,
  q,
  shellEscape,
  type ShellText,
  verbatim,
} from '@turnpike/sdk/shell';
import {
  announceRuby,
  cacheGems,
  cleanGems,
  exportRuby,
  gemSlug,
  installGems,
  setupRuby,
} from '../shared/ruby.js';
import { keys } from './keys.js';

const isMotion = `-f Rakefile && "$(cat Rakefile)" =~ require\\ [\\"\\']motion/project`;

const xcodeKeys = ['sdk', 'scheme', 'project', 'workspace', 'destination'] as const;
const value = (ctx: BuildContext, key: (typeof xcodeKeys)[number]): string =>
  versionOf(ctx, `xcode_${key}`);

/** Folder and file of the podfile. */
function podfile(ctx: BuildContext): {
  readonly file: ShellText;
  readonly folder: ShellText;
} {
  const file = versionOf(ctx, 'podfile') || 'Podfile';
  const folder = file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '.';
  return { file: shellEscape(file), folder: shellEscape(folder) };
}

function installPods(sh: ShellBuilder, ctx: BuildContext): void {
  const { file, folder } = podfile(ctx);
  const gem = `-f \${BUNDLE_GEMFILE:-${shellEscape(versionOf(ctx, 'gemfile') || 'Gemfile')}}`;
  const lock = `${folder}/Podfile.lock`;
  const manifest = `${folder}/Pods/Manifest.lock`;
  const install = (command: string) => () => {
    sh.echo(`Installing Pods with '${escapeDouble(command)}'`, { ansi: 'yellow' });
    sh.cmd(command, { retry: true });
  };
  sh.if(`-f ${file}`, () => {
    sh.if(
      `! ([[ -f ${lock} && -f ${manifest} ]] && cmp --silent ${lock} ${manifest})`,
      () =>
        sh.fold('install.cocoapods', () => {
          sh.cmd(`pushd ${folder}`);
          sh.if(gem, install('bundle exec pod install')).else(install('pod install'));
          sh.cmd('popd');
        }),
      { raw: true },
    );
  });
}

/** The arguments that name what is built. */
function target(ctx: BuildContext, tool: 'xctool' | 'xcodebuild'): string {
  const more = meantAsShell(ctx.config[`${tool}_args`]);
  const named = (['project', 'workspace', 'scheme', 'sdk', 'destination'] as const)
    .filter((key) => value(ctx, key) !== '')
    .map((key) => q`-${verbatim(key)} ${value(ctx, key)}`);
  return [more, ...named].filter((part) => part !== '').join(' ');
}

function xcodebuild(ctx: BuildContext): string {
  const image = versionOf(ctx, 'osx_image');
  if (image === 'xcode6.4' || image === 'xcode7.3')
    return `xctool ${target(ctx, 'xctool')} build test`;
  return `set -o pipefail && xcodebuild ${target(ctx, 'xcodebuild')} build test | xcpretty`;
}

function buildOrFail(sh: ShellBuilder, ctx: BuildContext): void {
  if (value(ctx, 'scheme') && (value(ctx, 'project') || value(ctx, 'workspace'))) {
    sh.cmd(xcodebuild(ctx));
    return;
  }
  sh.echo('Xcode builds need xcode_scheme, and either xcode_workspace or xcode_project.', {
    ansi: 'yellow',
  });
  sh.export('TRAVIS_CMD', 'no_script', { echo: false });
  sh.raw('travis_run_after_failure');
  sh.raw('set -e');
  sh.raw('false');
}

/** Objective-C and Swift with Xcode, CocoaPods and RubyMotion. */
export const objectiveC = defineLanguage({
  id: 'objective-c',
  summary: 'Objective-C and Swift with Xcode.',
  aliases: ['objective_c', 'swift'],
  yml: keys,
  matrix: ['rvm', 'gemfile', 'xcode_sdk', 'xcode_scheme'],
  defaults: { rvm: 'default', gemfile: 'Gemfile', podfile: 'Podfile' },
  export: (sh, ctx) => {
    exportRuby(sh, ctx);
    sh.export('HOMEBREW_NO_AUTO_UPDATE', '1', { echo: true });
    for (const key of xcodeKeys) {
      sh.export(`TRAVIS_XCODE_${key.toUpperCase()}`, shellEscape(value(ctx, key)), { echo: false });
    }
  },
  setup: setupRuby,
  setupCache: (sh, ctx) => {
    cacheGems(sh, ctx);
    if (!ctx.caches('cocoapods')) return;
    const { file, folder } = podfile(ctx);
    sh.if(`-f ${file}`, () =>
      sh.fold('cache.cocoapods', () => ctx.cacheAdd(sh, `${folder}/Pods`)),
    ).else(() =>
      sh.echo('cocoapods caching configured but a podfile is not found. Caching may not work.', {
        ansi: 'yellow',
      }),
    );
  },
  announce: (sh, ctx) => {
    announceRuby(sh, ctx);
    sh.fold('announce', () => {
      sh.cmd('xcodebuild -version -sdk');
      sh.cmd('xcrun simctl list');
    });
    sh.if(isMotion, () => sh.cmd('motion --version'));
    sh.if(`-f ${podfile(ctx).file}`, () => sh.cmd('pod --version'));
  },
  install: (sh, ctx) => {
    installGems(sh, ctx);
    installPods(sh, ctx);
  },
  script: (sh, ctx) => {
    const gem = shellEscape(versionOf(ctx, 'gemfile') || 'Gemfile');
    sh.if(`${isMotion} && -f ${gem}`, () => sh.cmd('bundle exec rake spec'))
      .elif(isMotion, () => sh.cmd('rake spec'))
      .else(() => buildOrFail(sh, ctx));
  },
  prepareCache: cleanGems,
  cacheSlug: gemSlug,
  usesCache: (ctx) => ctx.caches('bundler') || ctx.caches('cocoapods'),
});

/** For whoever installs it alone. @alias */
export const plugin = objectiveC;
