import { defineLanguage, versionOf, type BuildContext, type ShellBuilder } from '@turnpike/sdk';
import { isHash, list, shellEscape, text, truthy, type Hash } from '@turnpike/sdk/shell';
import { imageFor, useTool } from '../shared/toolchain.js';
import { keys } from './keys.js';

/** `dart_task` in its one shape: tasks with their arguments, and options. */
function tasks(ctx: BuildContext): Hash {
  const given = ctx.config['dart_task'];
  const merged: Record<string, unknown> = {};
  for (const item of list(given)) {
    if (isHash(item)) Object.assign(merged, item);
    else if (truthy(item)) merged[text(item)] = true;
  }
  const { test, dartanalyzer, dartfmt } = merged;
  // Tests are what is run where nothing else is asked for.
  return [test, dartanalyzer, dartfmt].some(truthy) ? merged : { ...merged, test: true };
}

function args(value: unknown): string {
  return typeof value === 'string' ? ` ${value}` : '';
}

function pubRunTest(ctx: BuildContext, given: Hash): string {
  const screen = 'xvfb' in given ? given['xvfb'] : ctx.config['xvfb'];
  const wanted = ctx.os !== 'osx' && ctx.os !== 'windows' && screen !== false;
  return `${wanted ? `${virtualScreen} ` : ''}pub run test${args(given['test'])}`;
}

const virtualScreen = 'xvfb-run -s "-screen 0 1024x768x24"';

/** Content Shell was a browser without windows; jobs that ask for it test in it too. */
function usesContentShell(ctx: BuildContext): boolean {
  return truthy(ctx.config['with_content_shell']);
}

function testInContentShell(sh: ShellBuilder): void {
  sh.export('DISPLAY', ':99.0', { echo: true });
  sh.cmd('sh -e /etc/init.d/xvfb start');
  sh.cmd(
    't=0; until (xdpyinfo -display :99 &> /dev/null || test $t -gt 10); do sleep 1; let t=$t+1; done',
  );
  sh.cmd('pub run test -p vm -p content-shell -p firefox');
}

function testWithPackage(sh: ShellBuilder, ctx: BuildContext, given: Hash): void {
  if (usesContentShell(ctx)) testInContentShell(sh);
  else if (truthy(given['test'])) sh.cmd(pubRunTest(ctx, given));
  else sh.raw(':');
}

function runTests(sh: ShellBuilder, ctx: BuildContext, given: Hash): void {
  const hasPackage = (name: string): string =>
    `[[ -d packages/${name} ]] || grep -q ^${name}: .packages 2> /dev/null`;
  sh.if(hasPackage('test'), () => testWithPackage(sh, ctx, given), { raw: true }).elif(
    hasPackage('unittest'),
    () => {
      sh.fold('deprecated.unittest', () => {
        sh.echo('DEPRECATED: The unittest package is deprecated. Please upgrade to the test', {
          ansi: 'red',
        });
        sh.echo('package. See https://github.com/dart-lang/test#readme.', { ansi: 'red' });
        sh.newline();
      });
      sh.fold('test_runner_install', () => {
        sh.echo('Installing Test Runner', { ansi: 'yellow' });
        sh.cmd('pub global activate test_runner');
      });
      sh.cmd(
        usesContentShell(ctx)
          ? `${virtualScreen} pub global run test_runner --disable-ansi`
          : 'pub global run test_runner --disable-ansi --skip-browser-tests',
      );
    },
  );
}

function analyze(sh: ShellBuilder, given: Hash): void {
  sh.cmd(`dartanalyzer${args(given['dartanalyzer']) || ' .'}`);
}

function fail(sh: ShellBuilder): void {
  sh.export('TRAVIS_CMD', 'no_script', { echo: false });
  sh.newline();
  sh.raw('travis_run_after_failure');
  sh.raw('set -e');
  sh.raw('false');
}

function checkFormat(sh: ShellBuilder, given: Hash): void {
  const task = given['dartfmt'];
  if (task !== 'sdk') {
    if (task !== true)
      sh.echo("dartfmt only supports 'sdk' as an optional argument value.", { ansi: 'red' });
    sh.if(
      `[[ -f pubspec.yaml ]] && (pub deps | grep -q "^[|']-- dart_style ")`,
      () => {
        sh.echo('Using the provided dart_style package to run format instead of the SDK.');
        sh.echo("You may specify '- dartfmt: sdk' in order to use the SDK version instead");
        sh.raw('function dartfmt() { pub run dart_style:format "$@"; }');
      },
      { raw: true },
    );
  }
  sh.cmd('unformatted=`dartfmt -n .`');
  sh.if('$? -ne 0', () => fail(sh));
  sh.if('! -z "$unformatted"', () => {
    sh.echo('Files are unformatted:', { ansi: 'red' });
    sh.echo('$unformatted');
    fail(sh);
  });
}

/** Dart: tests, analyzer and formatter as separate tasks. */
export const dart = defineLanguage({
  id: 'dart',
  summary: 'Dart with pub.',
  yml: keys,
  matrix: ['dart', 'dart_task'],
  defaults: { dart: 'stable', with_content_shell: false, install_dartium: false, xvfb: true },
  configure: (sh, ctx) =>
    useTool(sh, ctx, {
      label: 'Dart',
      key: 'dart',
      probe: 'dart --version',
      managers: ['mise:dart', 'asdf:dart'],
    }),
  export: (sh, ctx) => {
    const given = tasks(ctx);
    const flag = (name: string, task: string): void =>
      sh.export(name, String(truthy(given[task])), { echo: false });
    flag('TRAVIS_DART_TEST', 'test');
    flag('TRAVIS_DART_ANALYZE', 'dartanalyzer');
    flag('TRAVIS_DART_FORMAT', 'dartfmt');
    const version = text(given['dart']) || versionOf(ctx, 'dart');
    sh.export('TRAVIS_DART_VERSION', shellEscape(version), { echo: false });
  },
  setup: (sh) => {
    sh.export('PUB_ENVIRONMENT', 'travis', { echo: false });
    // The command `pub` is gone from newer SDKs; what it did is `dart pub`.
    sh.raw('if ! type pub &>/dev/null && type dart &>/dev/null; then pub() { dart pub "$@"; }; fi');
  },
  announce: (sh) => {
    sh.cmd('dart --version');
    sh.newline();
  },
  install: (sh) => {
    sh.if('-f pubspec.yaml', () => sh.fold('pub_get', () => sh.cmd('pub get')));
  },
  script: (sh, ctx) => {
    const given = tasks(ctx);
    runTests(sh, ctx, given);
    if (truthy(given['dartanalyzer'])) analyze(sh, given);
    if (truthy(given['dartfmt'])) checkFormat(sh, given);
  },
  image: (ctx) => imageFor(ctx, 'dart:{version}', versionOf(ctx, 'dart') || 'stable'),
});

/** For whoever installs it alone. @alias */
export const plugin = dart;
