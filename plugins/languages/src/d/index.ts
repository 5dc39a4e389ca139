import { defineLanguage, versionOf, type BuildContext } from '@turnpike/sdk';
import { q, shellEscape } from '@turnpike/sdk/shell';
import { imageFor, useTool, type Tool } from '../shared/toolchain.js';
import { keys } from './keys.js';

const compiler = (ctx: BuildContext): string => versionOf(ctx, 'd');

/** dmd 2.065 and older have no `--version`. */
function isOldDmd(ctx: BuildContext): boolean {
  const minor = /^dmd-2\.(\d+)/.exec(compiler(ctx))?.[1];
  return minor !== undefined && parseInt(minor, 10) < 66;
}

/** `dmd-2.100.0` is the program `dmd`; `ldc` is `ldc2`. */
function program(ctx: BuildContext): string {
  const name = compiler(ctx).split('-')[0] ?? 'dmd';
  return name === 'ldc' ? 'ldc2' : name;
}

/** The first line of gdc's and ldc's answer has the version of the frontend or their own. */
function compilerTool(name: string): Tool {
  const managed = name === 'ldc2' ? 'ldc' : name;
  return {
    label: `The D compiler ${name}`,
    key: 'd',
    probe: q`${name} --version`,
    managers: [`mise:${managed}`, `asdf:${managed}`],
  };
}

/** D with dmd, ldc or gdc, and dub. */
export const d = defineLanguage({
  id: 'd',
  summary: 'D with dub.',
  yml: keys,
  matrix: ['d'],
  defaults: { d: 'dmd' },
  setup: (sh, ctx) => {
    const name = shellEscape(compiler(ctx));
    sh.if(`-s "\${DLANG_HOME:-$HOME/dlang}/install.sh"`, () =>
      sh.cmd(`source "$("\${DLANG_HOME:-$HOME/dlang}/install.sh" ${name} --activate)"`, {
        echo: false,
      }),
    ).else(() => {
      const [, version = ''] = compiler(ctx).split(/-(.*)/);
      useTool(sh, ctx, compilerTool(program(ctx)), version || 'any');
      sh.export('DC', `\${DC:-${shellEscape(program(ctx))}}`, { echo: false });
    });
  },
  announce: (sh, ctx) => {
    sh.cmd(isOldDmd(ctx) ? 'dmd --help | head -n 2' : '$DC --version');
    sh.cmd('dub --help | tail -n 1');
  },
  script: (sh) => sh.cmd('dub test --compiler=$DC'),
  cacheSlug: (ctx) => [`--d-${compiler(ctx)}`],
  image: (ctx) =>
    imageFor(ctx, 'dlang2/{version}-ubuntu:latest', compiler(ctx).split('-')[0] ?? 'dmd'),
});

/** For whoever installs it alone. @alias */
export const plugin = d;
