import type { KeyNode } from '@turnpike/sdk';
import { alias, axis, flag, list, any, map, only, text, texts } from '../nodes.js';

/** A key of languages: as it stands in a job, and at the root where it is an axis there. */
export interface LanguageKey {
  readonly job: KeyNode;
  readonly root: KeyNode;
}

/** A key that has effect only under some languages. */
function key(node: KeyNode, languages: readonly string[]): LanguageKey {
  const limited = only(node, { language: languages });
  return { job: limited, root: limited };
}

/** An axis of the matrix: one or several at the root, one in a job. */
function axisKey(languages: readonly string[], ...aliases: readonly string[]): LanguageKey {
  const support = { only: { language: languages }, ...(aliases.length && { aliases }) };
  return { job: { ...text, ...support }, root: axis(text, support) };
}

/** An axis that takes several values even in a job. */
function listAxis(languages: readonly string[]): LanguageKey {
  return { job: only(texts, { language: languages }), root: axisKey(languages).root };
}

const objectiveC = ['objective-c'];
const rubies = ['ruby', 'objective-c'];
const r = ['r'];

const dartTask = map({
  test: text,
  dartanalyzer: text,
  dartfmt: flag,
  install_dartium: flag,
  xvfb: flag,
});

const dartTaskKey: LanguageKey = {
  job: only(dartTask, { language: ['dart'] }),
  root: any([list(any([dartTask, text])), dartTask, text], {
    flags: ['expand'],
    only: { language: ['dart'] },
  }),
};

/** Keys of all languages in the order in which the root knows them. */
export const languageKeys: { readonly [key: string]: LanguageKey } = {
  jdk: axisKey(['android', 'clojure', 'groovy', 'java', 'ruby', 'scala']),
  android: key(map({ components: texts, licenses: texts }), ['android']),
  lein: key(text, ['clojure']),
  crystal: axisKey(['crystal']),
  dotnet: axisKey(['csharp']),
  mono: axisKey(['csharp']),
  solution: axisKey(['csharp']),
  d: axisKey(['d']),
  dart: axisKey(['dart']),
  dart_task: dartTaskKey,
  with_content_shell: key(flag, ['dart']),
  elixir: axisKey(['elixir']),
  otp_release: axisKey(['elixir', 'erlang']),
  elm: axisKey(['elm']),
  node_js: axisKey(['elm', 'node_js'], 'node'),
  elm_format: key(text, ['elm']),
  elm_test: key(text, ['elm']),
  go: axisKey(['go']),
  gobuild_args: key(text, ['go']),
  go_import_path: key(text, ['go']),
  gimme_config: key(map({ url: text, force_reinstall: flag }), ['go']),
  hhvm: axisKey(['hack']),
  php: axisKey(['hack', 'php']),
  ghc: axisKey(['haskell']),
  haxe: axisKey(['haxe']),
  hxml: key(texts, ['haxe']),
  neko: key(text, ['haxe']),
  julia: axisKey(['julia']),
  matlab: axisKey(['matlab']),
  nix: axisKey(['nix']),
  npm_args: key(text, ['node_js']),
  perl: axisKey(['perl']),
  perl6: axisKey(['perl6']),
  composer_args: key(text, ['php']),
  python: axisKey(['python']),
  virtualenv: key(alias(map({ system_site_packages: flag }, { strict: false }), 'virtual_env'), [
    'python',
  ]),
  r: axisKey(r),
  r_packages: key(texts, r),
  r_binary_packages: key(texts, r),
  r_github_packages: key(texts, r),
  apt_packages: key(texts, r),
  bioc_packages: key(texts, r),
  brew_packages: key(texts, r),
  bioc: key(text, r),
  bioc_check: key(flag, r),
  bioc_required: key(alias(flag, 'use_bioc'), r),
  bioc_use_devel: key(flag, r),
  cran: key(text, r),
  disable_homebrew: key(flag, r),
  latex: key(flag, r),
  pandoc: key(flag, r),
  pandoc_version: key(text, r),
  r_build_args: key(text, r),
  r_check_args: key(text, r),
  r_check_revdep: key(flag, r),
  warnings_are_errors: key(flag, r),
  remotes: key(text, r),
  repos: key(map({}, { strict: false }), r),
  rvm: axisKey(rubies, 'ruby', 'rbenv'),
  gemfile: axisKey(rubies, 'gemfiles'),
  bundler_args: key(text, rubies),
  xcode_scheme: axisKey(objectiveC),
  xcode_sdk: axisKey(objectiveC),
  podfile: key(text, objectiveC),
  xcode_destination: key(text, objectiveC),
  xcode_project: key(text, objectiveC),
  xcode_workspace: key(text, objectiveC),
  xctool_args: key(text, objectiveC),
  rust: axisKey(['rust']),
  scala: axisKey(['scala']),
  sbt_args: key(text, ['scala']),
  smalltalk: axisKey(['smalltalk']),
  smalltalk_config: listAxis(['smalltalk']),
  smalltalk_vm: listAxis(['smalltalk']),
  smalltalk_edge: key(map({ source: text, branch: text }), ['smalltalk']),
};
