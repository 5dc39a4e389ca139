import type { LanguageDefinition } from '@turnpike/sdk';
import { android } from './android/index.js';
import { c } from './c/index.js';
import { clojure } from './clojure/index.js';
import { cpp } from './cpp/index.js';
import { crystal } from './crystal/index.js';
import { csharp } from './csharp/index.js';
import { d } from './d/index.js';
import { dart } from './dart/index.js';
import { elixir } from './elixir/index.js';
import { elm } from './elm/index.js';
import { erlang } from './erlang/index.js';
import { generic } from './generic/index.js';
import { go } from './go/index.js';
import { groovy } from './groovy/index.js';
import { haskell } from './haskell/index.js';
import { haxe } from './haxe/index.js';
import { java } from './java/index.js';
import { juliaLanguage } from './julia/index.js';
import { jvm } from './jvm/index.js';
import { matlab } from './matlab/index.js';
import { nix } from './nix/index.js';
import { nodeJs } from './node_js/index.js';
import { objectiveC } from './objective-c/index.js';
import { perl } from './perl/index.js';
import { perl6 } from './perl6/index.js';
import { php } from './php/index.js';
import { python } from './python/index.js';
import { r } from './r/index.js';
import { ruby } from './ruby/index.js';
import { rust } from './rust/index.js';
import { scala } from './scala/index.js';
import { smalltalk } from './smalltalk/index.js';

/** Every language, in alphabetical order of its folder. */
export const languages: readonly LanguageDefinition[] = [
  android,
  c,
  clojure,
  cpp,
  crystal,
  csharp,
  d,
  dart,
  elixir,
  elm,
  erlang,
  generic,
  go,
  groovy,
  haskell,
  haxe,
  java,
  juliaLanguage,
  jvm,
  matlab,
  nix,
  nodeJs,
  objectiveC,
  perl,
  perl6,
  php,
  python,
  r,
  ruby,
  rust,
  scala,
  smalltalk,
];
