import { defineLanguage, versionOf, type BuildContext } from '@turnpike/sdk';
import { q, shellEscape } from '@turnpike/sdk/shell';
import { announceNode, exportNode, installNode, nodeVersion, setupNode } from '../shared/node.js';
import { imageFor } from '../shared/toolchain.js';
import { keys } from './keys.js';

const elmVersion = (ctx: BuildContext): string => versionOf(ctx, 'elm');

/** The tools' releases are named after Elm's: `latest-0.19.1`; `elm0.18.0` is such a name itself. */
function toolVersion(ctx: BuildContext, key: string): string {
  const version = versionOf(ctx, key);
  if (version !== '') return version;
  return /^(?:latest-|elm)/.test(elmVersion(ctx)) ? elmVersion(ctx) : `latest-${elmVersion(ctx)}`;
}

const packages: readonly (readonly [string, (ctx: BuildContext) => string])[] = [
  ['elm', elmVersion],
  ['elm-test', (ctx) => toolVersion(ctx, 'elm_test')],
  ['elm-format', (ctx) => toolVersion(ctx, 'elm_format')],
];

/** Elm with its tools from npm. */
export const elm = defineLanguage({
  id: 'elm',
  parent: 'node_js',
  summary: 'Elm with elm-test and elm-format.',
  yml: keys,
  matrix: ['elm', 'node_js'],
  defaults: { elm: 'latest-0.19.1', node_js: '12' },
  export: (sh, ctx) => {
    exportNode(sh, ctx);
    sh.export('TRAVIS_ELM_VERSION', shellEscape(elmVersion(ctx)), { echo: false });
    sh.export('TRAVIS_ELM_TEST_VERSION', shellEscape(toolVersion(ctx, 'elm_test')), {
      echo: false,
    });
    sh.export('TRAVIS_ELM_FORMAT_VERSION', shellEscape(toolVersion(ctx, 'elm_format')), {
      echo: false,
    });
  },
  setup: (sh, ctx) => {
    setupNode(sh, ctx);
    for (const [name, version] of packages) {
      sh.cmd(q`npm install -g ${`${name}@${version(ctx)}`}`, { retry: true, fold: 'install.elm' });
    }
  },
  setupCache: (sh, ctx) => {
    if (!ctx.caches('elm')) return;
    sh.fold('cache.elm', () => {
      ctx.cacheAdd(sh, '$HOME/.cache/elm', '$HOME/.elm');
      ctx.cacheAdd(sh, 'elm-stuff');
      ctx.cacheAdd(sh, 'tests/elm-stuff');
    });
  },
  announce: (sh, ctx) => {
    announceNode(sh, ctx);
    sh.newline();
    sh.cmd('elm --version', {});
    sh.cmd('elm-test --version', {});
    sh.cmd('elm-format --help | head -n 1', {});
  },
  install: installNode,
  script: (sh) => sh.cmd('elm-format --validate . && elm-test'),
  cacheSlug: (ctx) => [`--node-${nodeVersion(ctx)}`, `-elm-${elmVersion(ctx)}`],
  usesCache: (ctx) => ctx.caches('elm'),
  image: (ctx) => imageFor(ctx, 'node:{version}', nodeVersion(ctx)),
});

/** For whoever installs it alone. @alias */
export const plugin = elm;
