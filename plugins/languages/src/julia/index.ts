import {
  defineLanguage,
  slugParts,
  versionOf,
  type BuildContext,
  type ShellBuilder,
} from '@turnpike/sdk';
import { shellEscape, truthy } from '@turnpike/sdk/shell';
import { imageFor, useTool } from '../shared/toolchain.js';
import { keys } from './keys.js';

/** A julia command; `code` is Julia source within double quotes. */
function julia(code: string, switches = ''): string {
  return `julia ${switches}--color=yes -e "${code}"`;
}

const usingPkg = 'VERSION >= v\\"0.7.0-DEV.5183\\" && using Pkg; ';
const name = '\\"${JL_PKG}\\"';

/** Repositories are named `Name.jl`. */
function packageName(ctx: BuildContext): string {
  const repository = slugParts(ctx.payload.repository.slug)?.name ?? '';
  return repository.replace(/\.jl$/, '');
}

const services: readonly (readonly [string, string])[] = [
  ['codecov', 'Codecov'],
  ['coveralls', 'Coveralls'],
];

function coverage(sh: ShellBuilder, ctx: BuildContext, enter: string): void {
  for (const [key, service] of services) {
    if (!truthy(ctx.config[key])) continue;
    sh.cmd(
      julia(`${enter}Pkg.add(\\"Coverage\\"); using Coverage; ${service}.submit(process_folder())`),
    );
  }
}

/** Version numbers are computed from the history, so it has to be whole. */
function unshallow(sh: ShellBuilder): void {
  sh.if('-a .git/shallow', () => sh.cmd('git fetch --unshallow'));
}

const asserted = { assert: true } as const;

function testProject(sh: ShellBuilder, ctx: BuildContext): void {
  unshallow(sh);
  const old = 'if VERSION < v\\"0.7.0-DEV.5183\\"; ';
  sh.cmd(
    julia(
      `${old}Pkg.clone(pwd()); Pkg.build(${name}); else using Pkg; ` +
        'if VERSION >= v\\"1.1.0-rc1\\"; Pkg.build(verbose=true); else Pkg.build(); end; end',
    ),
    asserted,
  );
  const test = `${old}Pkg.test(${name}, coverage=true); else using Pkg; Pkg.test(coverage=true); end`;
  sh.cmd(julia(test, '--check-bounds=yes '), asserted);
  coverage(sh, ctx, `${old}cd(Pkg.dir(${name})); else using Pkg; end; `);
}

function testClassic(sh: ShellBuilder, ctx: BuildContext): void {
  unshallow(sh);
  sh.cmd(
    julia(
      `${usingPkg}Pkg.clone(pwd()); if VERSION >= v\\"1.1.0-rc1\\"; ` +
        `Pkg.build(${name}; verbose=true); else Pkg.build(${name}); end`,
    ),
    asserted,
  );
  sh.cmd(julia(`${usingPkg}Pkg.test(${name}, coverage=true)`, '--check-bounds=yes '), asserted);
  coverage(sh, ctx, `${usingPkg}cd(Pkg.dir(${name})); `);
}

/** Julia packages, with or without a project file. */
export const juliaLanguage = defineLanguage({
  id: 'julia',
  summary: 'Julia packages.',
  yml: keys,
  matrix: ['julia'],
  defaults: { julia: '1', codecov: false, coveralls: false },
  export: (sh, ctx) => {
    sh.export('TRAVIS_JULIA_VERSION', shellEscape(versionOf(ctx, 'julia')), { echo: false });
    sh.export('JULIA_PROJECT', '@.', { echo: true });
  },
  setup: (sh, ctx) => {
    const version = versionOf(ctx, 'julia');
    if (!/^(\d+(\.\d+){0,2}(-.+)?|nightly)$/.test(version)) {
      sh.failure(`Unknown Julia version: ${shellEscape(version)}`);
      return;
    }
    const managers = ['juliaup:julia', 'mise:julia', 'asdf:julia'];
    useTool(sh, ctx, { label: 'Julia', key: 'julia', probe: 'julia --version', managers });
  },
  announce: (sh) => {
    sh.cmd(julia('VERSION >= v\\"0.7.0-DEV.3630\\" && using InteractiveUtils; versioninfo()'));
    sh.newline();
  },
  script: (sh, ctx) => {
    sh.echo('Executing the default test script', { ansi: 'green' });
    sh.export('JL_PKG', shellEscape(packageName(ctx)), { echo: true });
    sh.echo('Package name determined from repository url to be ${JL_PKG}', { ansi: 'green' });
    sh.if('-f Project.toml || -f JuliaProject.toml', () => testProject(sh, ctx)).else(() =>
      testClassic(sh, ctx),
    );
  },
  image: (ctx) => imageFor(ctx, 'julia:{version}', versionOf(ctx, 'julia')),
});

/** For whoever installs it alone. @alias */
export const plugin = juliaLanguage;
