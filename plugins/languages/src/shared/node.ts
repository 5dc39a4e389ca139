import { versionOf, type BuildContext, type ScriptStep, type ShellBuilder } from '@turnpike/sdk';
import { q, shellEscape, text, verbatim } from '@turnpike/sdk/shell';
import { useTool, useVersion, type Tool } from './toolchain.js';

const nodeTool: Tool = {
  label: 'Node.js',
  key: 'node_js',
  probe: 'node --version',
  managers: ['nvm:node', 'mise:node', 'asdf:nodejs', 'nvs:node'],
};

const npmHasCi = '$(travis_vers2int `npm -v`) -ge $(travis_vers2int 5.8.0)';
const hasLock = `${npmHasCi} && (-f npm-shrinkwrap.json || -f package-lock.json)`;
const isBeforeYarn =
  "$(travis_vers2int $(echo `node --version` | tr -d 'v')) -lt $(travis_vers2int 4)";

/** The version asked for; YAML turns `0.10` into a number, which is repaired. */
export function nodeVersion(ctx: BuildContext): string {
  const version = versionOf(ctx, 'node_js') || versionOf(ctx, 'nodejs');
  return version === '0.1' ? '0.10' : version;
}

/** As a shell word; `lts/*` stays readable, for nothing is expanded in an assignment. */
function nodeWord(ctx: BuildContext): string {
  return shellEscape(nodeVersion(ctx)).replaceAll('\\*', '*');
}

export const setupNode: ScriptStep = (sh, ctx) => {
  const version = nodeVersion(ctx);
  if (version === '') fromFile(sh);
  else if (ctx.given['node_js'] !== undefined || ctx.given['nodejs'] !== undefined) {
    useTool(sh, { ...ctx, given: { ...ctx.given, node_js: version } }, nodeTool, version);
  }
  if (version !== '') sh.export('TRAVIS_NODE_VERSION', nodeWord(ctx), { echo: false });
  sh.export('PATH', './node_modules/.bin:$PATH', { echo: false });
  sh.export('npm_config_progress', 'false', { echo: false });
};

/** `.nvmrc` counts; without it the machine's own version is used. */
function fromFile(sh: ShellBuilder): void {
  sh.if('-f .nvmrc', () => {
    sh.export('TRAVIS_NODE_VERSION', '$(< .nvmrc)', { echo: false });
    useVersion(sh, nodeTool, '"$TRAVIS_NODE_VERSION"');
  }).else(() => sh.export('TRAVIS_NODE_VERSION', '0.10', { echo: false }));
}

export const exportNode: ScriptStep = (sh, ctx) => {
  const version = nodeVersion(ctx);
  if (version !== '') sh.export('TRAVIS_NODE_VERSION', nodeWord(ctx), { echo: false });
};

/** Releases whose native extensions need C++11: known for a plain number only, not for words or lists. */
function needsCxx11(ctx: BuildContext): boolean {
  const version = text(ctx.config['node_js'] ?? ctx.config['nodejs']);
  return ctx.os !== 'windows' && parseInt(version, 10) >= 3;
}

/** Native extensions fail in ways hard to read without a C++11 compiler: say so beforehand. */
function checkCompiler(sh: ShellBuilder): void {
  const quiet = { echo: false, assert: false, timing: false };
  const source = '#include <array>\\nstd::array<int, 1> arr = {0}; int main() {return 0;}';
  sh.cmd(`echo -e "${source}" > /tmp/foo-$$.cpp`, quiet);
  const compiles = (compiler: string): string =>
    `${compiler} -std=c++11 -o /dev/null /tmp/foo-$$.cpp >&/dev/null`;
  sh.raw(`if ! (${compiles('$CXX')} || ${compiles('g++')}); then`);
  sh.echo(
    'Node.js 4 and newer need a C++11 compiler to build native extensions; none was found here.',
    {
      ansi: 'yellow',
    },
  );
  sh.raw('fi');
  sh.cmd('rm -f /tmp/foo-$$.cpp', quiet);
}

export const announceNode: ScriptStep = (sh, ctx) => {
  if (needsCxx11(ctx)) checkCompiler(sh);
  sh.cmd('node --version');
  sh.cmd('npm --version');
  sh.cmd(ctx.os === 'windows' ? 'nvs --version' : 'nvm --version');
  sh.if('-f yarn.lock', () => {
    sh.cmd('yarn --version');
    sh.cmd('hash -d yarn', { echo: false });
  });
};

const fetched = { retry: true } as const;

function npmInstall(sh: ShellBuilder, ctx: BuildContext): void {
  const args = verbatim(text(ctx.config['npm_args']));
  sh.fold('install.npm', () => {
    sh.if(hasLock, () => sh.cmd(q`npm ci ${args}`, fetched)).else(() =>
      sh.cmd(q`npm install ${args}`, fetched),
    );
  });
  sh.newline();
}

function yarnInstall(sh: ShellBuilder): void {
  sh.if('$(travis_vers2int `yarn -v`) -ge $(travis_vers2int 0.19.0)', () =>
    sh.cmd('yarn --frozen-lockfile', { ...fetched, fold: 'install' }),
  ).else(() => sh.cmd('yarn', { ...fetched, fold: 'install' }));
}

/** npm or yarn by the lock file; a yarn.lock is ignored by Node.js releases too old for yarn. */
export const installNode: ScriptStep = (sh, ctx) => {
  sh.if('-f package.json', () => {
    sh.if('-f yarn.lock', () => {
      sh.if(isBeforeYarn, () => npmInstall(sh, ctx)).else(() => yarnInstall(sh));
    }).else(() => npmInstall(sh, ctx));
  });
};

export const testNode: ScriptStep = (sh) => {
  sh.if('-f package.json', () => {
    sh.if('-f yarn.lock', () => {
      sh.if(isBeforeYarn, () => sh.cmd('npm test')).else(() => sh.cmd('yarn test'));
    }).else(() => sh.cmd('npm test'));
  }).else(() => sh.cmd('make test'));
};

/** npm's cache is kept unless switched off; a lock file decides what of it. */
export const cacheNode: ScriptStep = (sh, ctx) => {
  if (ctx.caches('yarn')) {
    sh.fold('cache.yarn', () => {
      sh.newline();
      ctx.cacheAdd(sh, '$(dirname $(yarn cache dir))');
    });
  }
  if (!ctx.caches('npm')) return;
  sh.fold('cache.npm', () => {
    sh.newline();
    sh.if(hasLock, () => ctx.cacheAdd(sh, '$HOME/.npm')).else(() =>
      ctx.cacheAdd(sh, 'node_modules'),
    );
  });
};

export function usesNodeCache(ctx: BuildContext): boolean {
  return ctx.caches('npm') || ctx.caches('yarn');
}
