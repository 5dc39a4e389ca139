import { defineLanguage, versionOf, type BuildContext } from '@turnpike/sdk';
import { escapeDouble, list, shellEscape, text } from '@turnpike/sdk/shell';
import { imageFor, useTool } from '../shared/toolchain.js';
import { keys } from './keys.js';

/** What a word stands for when nothing newer was looked up. */
const fallback = '4.0.2';

function haxeVersion(ctx: BuildContext): string {
  const wanted = versionOf(ctx, 'haxe');
  return wanted === 'stable' ? (ctx.env.versions?.['haxe']?.['stable'] ?? fallback) : wanted;
}

function hxml(ctx: BuildContext): string[] {
  return list(ctx.config['hxml']).map((file) => `"${escapeDouble(text(file))}"`);
}

/** Haxe with haxelib; builds are described by hxml files. */
export const haxe = defineLanguage({
  id: 'haxe',
  summary: 'Haxe with haxelib.',
  yml: keys,
  matrix: ['haxe', 'neko'],
  defaults: { haxe: 'stable', neko: '2.3.0' },
  configure: (sh, ctx) => {
    const managers = ['mise:haxe', 'asdf:haxe'];
    useTool(
      sh,
      ctx,
      { label: 'Haxe', key: 'haxe', probe: 'haxe -version', managers },
      haxeVersion(ctx),
    );
    useTool(sh, ctx, {
      label: 'Neko',
      key: 'neko',
      probe: 'neko -version',
      managers: ['asdf:neko'],
    });
  },
  export: (sh, ctx) => {
    sh.export('TRAVIS_HAXE_VERSION', shellEscape(haxeVersion(ctx)), { echo: false });
    sh.export('TRAVIS_NEKO_VERSION', shellEscape(versionOf(ctx, 'neko')), { echo: false });
  },
  announce: (sh) => {
    sh.cmd('haxe -version 2>&1', { assert: true, fold: 'haxe-version' });
    sh.cmd('neko -version 2>&1', { assert: true, fold: 'neko-version' });
  },
  install: (sh, ctx) => {
    for (const file of hxml(ctx)) sh.cmd(`yes | haxelib install ${file}`, { retry: true });
  },
  script: (sh, ctx) => {
    const files = hxml(ctx);
    for (const file of files) sh.cmd(`haxe ${file}`);
    if (files.length > 0) return;
    sh.failure(
      'No \\"hxml:\\" and \\"script:\\" is specified. Please specify at least one of them in your .travis.yml to run tests.',
    );
  },
  image: (ctx) => imageFor(ctx, 'haxe:{version}', ctx.given['haxe'] ? haxeVersion(ctx) : 'latest'),
});

/** For whoever installs it alone. @alias */
export const plugin = haxe;
