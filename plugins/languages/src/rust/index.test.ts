import { describe, expect, it } from 'vitest';
import { contextOf, hiddenBy, shownBy } from '../shared/testing.js';
import { rust } from './index.js';

describe('language rust', () => {
  it('builds and tests', () => {
    expect(shownBy(rust, 'script')).toEqual(['cargo build --verbose', 'cargo test --verbose']);
  });

  it('asks for the tool chain after the cache is back', () => {
    expect(hiddenBy(rust, 'setupCache', { rust: '1.70.0', cache: { cargo: true } })).toEqual([
      'keep ${TRAVIS_HOME}/.cargo target ${TRAVIS_HOME}/.rustup ${TRAVIS_HOME}/.cache/sccache',
      'travis_use Rust 1.70.0 rustc\\ --version rustup:rust mise:rust asdf:rust',
    ]);
  });

  it('names its cache after the tool chain', () => {
    expect(rust.cacheSlug?.(contextOf(rust))).toEqual(['--cargo-stable']);
  });

  it('drops unpacked sources before they are kept', () => {
    expect(hiddenBy(rust, 'prepareCache')).toEqual(['rm -rf "$HOME/.cargo/registry/src"']);
  });
});
