import { defineLanguage, versionOf, type BuildContext } from '@turnpike/sdk';
import { q, text } from '@turnpike/sdk/shell';
import { imageFor, useTool, type Tool } from '../shared/toolchain.js';
import { exportGo, installGo, setupGo, testGo } from './functions.js';
import { keys } from './keys.js';

const goTool: Tool = {
  label: 'Go',
  key: 'go',
  probe: 'go version',
  managers: ['gotoolchain:go', 'mise:go', 'asdf:golang', 'goenv:go'],
};

/** Without the prefix `go`, which only the release `go1` keeps. */
function version(ctx: BuildContext): string {
  const given = versionOf(ctx, 'go');
  return given === 'go1' ? given : given.replace(/^go/, '');
}

const buildArgs = (ctx: BuildContext): string => text(ctx.config['gobuild_args']);

function importPath(ctx: BuildContext): string {
  const { slug, source_host: host } = ctx.payload.repository;
  return text(ctx.config['go_import_path']) || `${host || 'github.com'}/${slug}`;
}

/** `1.22.x` asks for the series 1.22. */
function series(wanted: string): string {
  return wanted.replace(/^go(?=\d)/, '').replace(/\.x$/, '');
}

/** Go with make or the go command; with modules or in GOPATH. */
export const go = defineLanguage({
  id: 'go',
  summary: 'Go with modules, GOPATH or make.',
  yml: keys,
  matrix: ['go'],
  defaults: { go: '1.11.x', gobuild_args: '-v' },
  beforeExport: (sh, ctx) => {
    sh.raw(exportGo);
    sh.cmd(q`travis_export_go ${version(ctx)} ${importPath(ctx)}`, { echo: true });
  },
  setup: (sh, ctx) => {
    useTool(sh, ctx, goTool, series(version(ctx)));
    sh.raw(setupGo);
    sh.cmd('travis_setup_go', { echo: false, timing: false });
  },
  announce: (sh) => {
    sh.cmd('gimme version');
    sh.cmd('go version');
    sh.cmd('go env', { fold: 'go.env' });
  },
  install: (sh, ctx) => {
    sh.raw(installGo);
    sh.cmd(q`travis_install_go_dependencies ${version(ctx)} ${buildArgs(ctx)}`, {
      fold: 'install',
    });
  },
  script: (sh, ctx) => {
    sh.raw(testGo);
    sh.cmd(q`travis_script_go ${buildArgs(ctx)}`);
  },
  cacheSlug: (ctx) => [`--go-${version(ctx)}`],
  image: (ctx) =>
    imageFor(
      ctx,
      'golang:{version}',
      ctx.given['go'] && /\d/.test(version(ctx)) ? series(version(ctx)) : 'latest',
    ),
});

/** For whoever installs it alone. @alias */
export const plugin = go;
