import { defineLanguage, versionOf, type BuildContext } from '@turnpike/sdk';
import { shellEscape } from '@turnpike/sdk/shell';
import { imageFor, useTool } from '../shared/toolchain.js';
import { ghcRelease } from './releases.js';
import { keys } from './keys.js';

const ghc = (ctx: BuildContext): string => ghcRelease(versionOf(ctx, 'ghc'));

/** Haskell with cabal. */
export const haskell = defineLanguage({
  id: 'haskell',
  summary: 'Haskell with cabal.',
  yml: keys,
  matrix: ['ghc'],
  defaults: { ghc: '7.10.3', cabal: '2.0' },
  setup: (sh, ctx) => {
    const managers = (tool: string): string[] => [
      `ghcup:${tool}`,
      `suffix:${tool}`,
      `mise:${tool}`,
    ];
    useTool(
      sh,
      ctx,
      { label: 'GHC', key: 'ghc', probe: 'ghc --numeric-version', managers: managers('ghc') },
      ghc(ctx),
    );
    useTool(sh, ctx, {
      label: 'Cabal',
      key: 'cabal',
      probe: 'cabal --numeric-version',
      managers: managers('cabal'),
    });
    sh.export('TRAVIS_HASKELL_VERSION', shellEscape(ghc(ctx)), { echo: true });
    sh.cmd('cabal update', { fold: 'cabal', retry: true });
  },
  announce: (sh) => {
    sh.cmd('ghc --version');
    sh.cmd('cabal --version');
  },
  install: (sh) =>
    sh.cmd('cabal install --only-dependencies --enable-tests', { retry: true, fold: 'install' }),
  script: (sh) => sh.cmd('cabal configure --enable-tests && cabal build && cabal test'),
  cacheSlug: (ctx) => [`--ghc-${ghc(ctx)}`],
  image: (ctx) => imageFor(ctx, 'haskell:{version}', ctx.given['ghc'] ? ghc(ctx) : 'latest'),
});

/** For whoever installs it alone. @alias */
export const plugin = haskell;
