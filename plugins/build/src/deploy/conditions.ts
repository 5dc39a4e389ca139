import {
  echoText,
  escapeDouble,
  type Hash,
  isHash,
  list,
  meantAsShell,
  shellEscape,
  type ShellText,
  text,
  truthy,
} from '@turnpike/sdk/shell';
import { ConfigProblem } from '../config-problem.js';

/** Version variables that `on:` may ask for (travis-build `addons/deploy/conditions.rb`). */
const runtimes = [
  'd',
  'dart',
  'elm',
  'elixir',
  'ghc',
  'go',
  'haxe',
  'jdk',
  'julia',
  'mono',
  'node',
  'otp_release',
  'perl',
  'php',
  'python',
  'r',
  'ruby',
  'rust',
  'scala',
  'smalltalk',
] as const;

/** Keys by which users write these. */
const runtimeKeys: Readonly<Record<string, string>> = { node: 'node_js', ruby: 'rvm' };

/** Why a deployment does not happen, and the tests that must hold for it to happen. */
export interface Condition {
  readonly tests: readonly ShellText[];
  readonly reason: ShellText;
}

/** `if:`, or `on:`, or what YAML 1.1 makes of the latter: true. A string names the branch. */
function onKey(deploy: Hash): Hash {
  const on = [deploy['if'], deploy['on'], deploy['true']].find(truthy);
  if (on === undefined) return {};
  if (typeof on === 'string') return { branch: on };
  if (isHash(on)) return on;
  throw new ConfigProblem(
    'The \\`deploy.on\\` configuration should be a hash (dictionary).',
    '/user/deployment',
  );
}

/** A word in a test. Patterns keep their meaning, everything else that the shell would read is escaped. */
function pattern(value: unknown): ShellText {
  return shellEscape(text(value)).replace(/\\([*?[\]=%^])/g, '$1');
}

/** Keys of options that differ by branch: `app: {main: x, dev: y}`. */
function optionBranches(deploy: Hash): string[] {
  const hashes = Object.entries(deploy).filter(
    ([key, value]) => !reserved.has(key) && isHash(value),
  );
  return [...new Set(hashes.flatMap(([, value]) => Object.keys(value as Hash)))];
}

/** Keys that are not options of the provider. */
export const reserved = new Set([
  'provider',
  'on',
  'if',
  'true',
  'edge',
  'allow_failure',
  'dpl_version',
]);

/** Without any word about branches: the branches of options, else literally `master`. */
function branches(deploy: Hash, on: Hash): string[] {
  const given = on['branch'] ?? on['branches'];
  const named = isHash(given) ? Object.keys(given) : list(given).filter(truthy).map(text);
  if (named.length > 0) return named;
  const fromOptions = optionBranches(deploy);
  return fromOptions.length > 0 ? fromOptions : ['master'];
}

/** One of several systems is enough. */
function osTest(on: Hash): ShellText[] {
  const names = list(on['os']).filter(truthy);
  if (names.length === 0) return [];
  return [`(${names.map((name) => `$TRAVIS_OS_NAME = ${shellEscape(text(name))}`).join(' || ')})`];
}

function branchTest(deploy: Hash, on: Hash): ShellText[] {
  if (truthy(on['all_branches']) || truthy(on['tags'])) return [];
  return [
    `(${branches(deploy, on)
      .map((name) => `$TRAVIS_BRANCH = ${pattern(name)}`)
      .join(' || ')})`,
  ];
}

function runtimeTests(on: Hash): ShellText[] {
  return runtimes.flatMap((name) => {
    const value = truthy(on[name]) ? on[name] : on[runtimeKeys[name] ?? name];
    return truthy(value)
      ? [`($TRAVIS_${name.toUpperCase()}_VERSION = ${shellEscape(text(value))})`]
      : [];
  });
}

function tagTest(on: Hash): ShellText[] {
  const { tags } = on;
  // Any other value says no more than that branches do not matter.
  if (typeof tags !== 'boolean') return [];
  return [tags ? '("$TRAVIS_TAG" != "")' : '("$TRAVIS_TAG" = "")'];
}

/** All conditions of a deployment; those without a test are left out. */
export function deployConditions(deploy: Hash, branch: string): Condition[] {
  const on = onKey(deploy);
  const repo = text(on['repo']);
  const all: Condition[] = [
    {
      tests: repo ? [`($TRAVIS_REPO_SLUG = "${escapeDouble(repo)}")`] : [],
      reason: `this repo's name does not match one specified in .travis.yml's deploy.on.repo: ${echoText(repo)}`,
    },
    { tests: branchTest(deploy, on), reason: `this branch is not permitted: ${echoText(branch)}` },
    { tests: osTest(on), reason: 'this is not the required operating system' },
    { tests: runtimeTests(on), reason: 'this is not on the required runtime' },
    {
      tests: list(on['condition'])
        .flat(2)
        .filter(truthy)
        .map((test) => `(${meantAsShell(test)})`),
      reason: 'a custom condition was not met',
    },
    {
      tests: tagTest(on),
      reason: on['tags'] === false ? 'this is a tagged commit' : 'this is not a tagged commit',
    },
  ];
  return all.filter(({ tests }) => tests.length > 0);
}
