import { defineLanguage, versionOf, type BuildContext, type ShellBuilder } from '@turnpike/sdk';
import { isHash, q, shellEscape } from '@turnpike/sdk/shell';
import { imageFor, useTool, type Tool } from '../shared/toolchain.js';
import { keys } from './keys.js';

const pythonTool: Tool = {
  label: 'Python',
  key: 'python',
  probe: 'python --version',
  managers: ['pyenv:python', 'suffix:python', 'mise:python', 'asdf:python'],
};

const version = (ctx: BuildContext): string => versionOf(ctx, 'python');

function withSystemPackages(ctx: BuildContext): boolean {
  const options = ctx.config['virtualenv'];
  return isHash(options) && options['system_site_packages'] === true;
}

function environmentName(ctx: BuildContext): string {
  const wanted = version(ctx);
  const name = wanted.startsWith('pypy') ? wanted : `python${wanted}`;
  return withSystemPackages(ctx) ? `${name}_with_system_site_packages` : name;
}

/** Every job works in a virtual environment of its own: a prepared one if it is there, else a new one. */
function activate(sh: ShellBuilder, ctx: BuildContext): void {
  const flags = { echo: false, timing: false };
  const prepared = `~/virtualenv/${shellEscape(environmentName(ctx))}/bin/activate`;
  sh.if(`-f ${prepared}`, () =>
    sh.cmd(`source ${prepared}`, { ...flags, echo: true, assert: true }),
  ).else(() => {
    sh.raw(
      'if ! type python &>/dev/null && type python3 &>/dev/null; then python() { python3 "$@"; }; fi',
    );
    useTool(sh, ctx, pythonTool);
    const switches = withSystemPackages(ctx) ? ' --system-site-packages' : '';
    const place = '${TRAVIS_HOME}/virtualenv/job';
    // Debian keeps ensurepip in a package of its own: without it the system's Python is used as it is.
    sh.if(
      `python -m venv${switches} ${place} &>/dev/null`,
      () => {
        sh.raw('unset -f python');
        sh.raw(`source ${place}/bin/activate`);
      },
      { raw: true },
    );
  });
}

const upgradeNotice = [
  'Pip version 20.3 introduces changes to the dependency resolver that may affect your software.',
  'See https://pip.pypa.io/en/latest/user_guide/#changes-to-the-pip-dependency-resolver-in-20-2-2020 for more information.',
];

const pipVersion = '$(travis_vers2int $(pip --version | cut -f2 -d " "))';

/** Python with pip. There is no default test command: it fails, and says what to write. */
export const python = defineLanguage({
  id: 'python',
  summary: 'Python with pip and virtual environments.',
  yml: keys,
  matrix: ['python'],
  defaults: { python: '3.10', virtualenv: { system_site_packages: false } },
  configure: activate,
  export: (sh, ctx) =>
    sh.export('TRAVIS_PYTHON_VERSION', shellEscape(version(ctx)), { echo: false }),
  setupCache: (sh, ctx) => {
    if (!ctx.caches('pip')) return;
    sh.fold('cache.pip', () => {
      sh.newline();
      ctx.cacheAdd(sh, '${TRAVIS_HOME}/.cache/pip');
    });
  },
  announce: (sh) => {
    sh.cmd('python --version');
    sh.cmd('pip --version');
    sh.export('PIP_DISABLE_PIP_VERSION_CHECK', '1', { echo: false });
    sh.export('PIP_PROGRESS_BAR', 'off', { echo: false });
  },
  install: (sh) => {
    sh.if(`${pipVersion} -lt $(travis_vers2int "20.3")`, () => {
      for (const line of upgradeNotice) sh.echo(line, { ansi: 'yellow' });
      sh.newline();
    });
    const install = (file: string) => () =>
      sh.cmd(q`pip install -r ${file}`, { retry: true, fold: 'install' });
    sh.if('-f Requirements.txt', install('Requirements.txt'))
      .elif('-f requirements.txt', install('requirements.txt'))
      .else(() =>
        sh.echo(
          'Could not locate requirements.txt. Override the install: key in your .travis.yml to install dependencies.',
        ),
      );
  },
  script: (sh) => sh.failure('Please override the script: key in your .travis.yml to run tests.'),
  cacheSlug: (ctx) => [`--python-${version(ctx)}`],
  usesCache: (ctx) => ctx.caches('pip'),
  image: (ctx) => {
    const wanted = version(ctx);
    if (wanted.startsWith('pypy'))
      return imageFor(ctx, 'pypy:{version}', wanted.replace(/^pypy-?/, '') || '2');
    return imageFor(
      ctx,
      'python:{version}',
      ctx.given['python'] && /^\d/.test(wanted) ? wanted : '3',
    );
  },
});

/** For whoever installs it alone. @alias */
export const plugin = python;
