import { defineLanguage, versionOf, type BuildContext } from '@turnpike/sdk';
import { shellEscape } from '@turnpike/sdk/shell';
import { imageFor, useTool, type Tool } from '../shared/toolchain.js';
import { keys } from './keys.js';

const rustTool: Tool = {
  label: 'Rust',
  key: 'rust',
  probe: 'rustc --version',
  managers: ['rustup:rust', 'mise:rust', 'asdf:rust'],
};

const version = (ctx: BuildContext): string => versionOf(ctx, 'rust');

/** Rust with cargo. */
export const rust = defineLanguage({
  id: 'rust',
  summary: 'Rust with cargo.',
  yml: keys,
  matrix: ['rust'],
  defaults: { rust: 'stable' },
  export: (sh, ctx) => sh.export('TRAVIS_RUST_VERSION', shellEscape(version(ctx)), { echo: false }),
  // After the cache is back: the tool chain may be in it.
  setupCache: (sh, ctx) => {
    if (ctx.caches('cargo')) {
      const home = '${TRAVIS_HOME}';
      sh.fold('cache.cargo', () =>
        ctx.cacheAdd(sh, `${home}/.cargo`, 'target', `${home}/.rustup`, `${home}/.cache/sccache`),
      );
    }
    sh.export('PATH', '${TRAVIS_HOME}/.cargo/bin:$PATH', { echo: false });
    useTool(sh, ctx, rustTool);
  },
  announce: (sh) => {
    sh.cmd('rustc --version', { assert: true });
    // Distributions have Rust without rustup.
    sh.cmd('rustup --version', {});
    sh.cmd('cargo --version', { assert: true });
    sh.newline();
  },
  script: (sh) => {
    sh.cmd('cargo build --verbose');
    sh.cmd('cargo test --verbose');
  },
  prepareCache: (sh) =>
    sh.cmd('rm -rf "$HOME/.cargo/registry/src"', { echo: false, assert: false, timing: false }),
  cacheSlug: (ctx) => [`--cargo-${version(ctx)}`],
  usesCache: (ctx) => ctx.caches('cargo'),
  image: (ctx) =>
    imageFor(ctx, 'rust:{version}', /^\d/.test(version(ctx)) ? version(ctx) : 'latest'),
});

/** For whoever installs it alone. @alias */
export const plugin = rust;
