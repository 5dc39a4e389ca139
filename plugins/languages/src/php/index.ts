import { defineLanguage, versionOf, type BuildContext } from '@turnpike/sdk';
import { q, shellEscape, text } from '@turnpike/sdk/shell';
import { announceJava, exportJdk, jdkSlug, quietGradle, setupJdk } from '../shared/jvm.js';
import { imageFor, useTool, type Tool } from '../shared/toolchain.js';
import { keys } from './keys.js';

const phpTool: Tool = {
  label: 'PHP',
  key: 'php',
  probe: 'php --version',
  managers: ['phpenv:php', 'suffix:php', 'mise:php', 'asdf:php'],
};

const version = (ctx: BuildContext): string => versionOf(ctx, 'php');

/** `7` is the release 7.0. */
function release(ctx: BuildContext): string {
  return version(ctx) === '7' ? '7.0' : version(ctx);
}

/** PHP with Composer and PHPUnit. */
export const php = defineLanguage({
  id: 'php',
  summary: 'PHP with Composer and PHPUnit.',
  yml: keys,
  matrix: ['php'],
  defaults: { php: '7.2', jdk: 'default' },
  configure: setupJdk,
  export: (sh, ctx) => {
    exportJdk(sh, ctx);
    sh.export('TRAVIS_PHP_VERSION', shellEscape(version(ctx)), { echo: false });
  },
  setup: (sh, ctx) => {
    quietGradle(sh, ctx);
    useTool(sh, ctx, phpTool, release(ctx));
    const args = text(ctx.config['composer_args']);
    if (args) sh.export('COMPOSER_ARGS', q`${args}`, { echo: false });
  },
  announce: (sh, ctx) => {
    announceJava(sh, ctx);
    sh.cmd('php --version');
    if (version(ctx) !== '5.2') sh.cmd('composer --version');
    sh.echo('${ANSI_RESET}');
  },
  script: (sh) => {
    const configured = 'jq -r .config[\\"bin-dir\\"] $TRAVIS_BUILD_DIR/composer.json 2>/dev/null';
    sh.raw(`_phpunit_bin=$(${configured})/phpunit`);
    sh.if('-n $COMPOSER_BIN_DIR && -x $COMPOSER_BIN_DIR/phpunit', () =>
      sh.cmd('$COMPOSER_BIN_DIR/phpunit'),
    )
      .elif('-n $_phpunit_bin && -x $_phpunit_bin', () => {
        sh.raw('echo "$ $_phpunit_bin"');
        sh.cmd('${_phpunit_bin}', { echo: false });
      })
      .elif('-x $TRAVIS_BUILD_DIR/vendor/bin/phpunit', () =>
        sh.cmd('$TRAVIS_BUILD_DIR/vendor/bin/phpunit'),
      )
      .else(() => sh.cmd('phpunit'));
  },
  cacheSlug: (ctx) => [...jdkSlug(ctx), `--php-${version(ctx)}`],
  image: (ctx) => imageFor(ctx, 'php:{version}', ctx.given['php'] ? release(ctx) : 'latest'),
});

/** For whoever installs it alone. @alias */
export const plugin = php;
