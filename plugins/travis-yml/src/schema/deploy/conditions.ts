import type { ChoiceNode, KeyNodes } from '@turnpike/sdk';
import {
  acts,
  alias,
  any,
  deprecated,
  flag,
  inert,
  map,
  normal,
  text,
  texts,
} from '@turnpike/sdk/yml';
import { osValue, withoutCompiler } from '../platform.js';

const branchOptions = deprecated(normal(map({}, { strict: false })), 'branch_specific_option_hash');

const branch = any([normal(texts), branchOptions]);

/** Versions that are compared with the job's own; other keys of languages are no conditions. */
function runtimeConditions(languageKeys: KeyNodes): KeyNodes {
  const keys = Object.entries(withoutCompiler(languageKeys));
  return Object.fromEntries(
    keys.map(([key, node]) => [
      key,
      runtimes.has(key)
        ? acts(node, 'build/deploy')
        : inert(node, 'a deployment is not decided by it', '`on: {condition: …}`'),
    ]),
  );
}

/** What `deploy.on` can compare (travis-build `addons/deploy/conditions.rb`), by the keys of the language. */
const runtimes: ReadonlySet<string> = new Set(
  'd dart elm elixir ghc go haxe jdk julia mono node_js otp_release perl php python r rvm rust scala smalltalk'.split(
    ' ',
  ),
);

/** `deploy.on`: a text is a branch; YAML 1.1 readers took the key for `true`. */
export function deployConditions(languageKeys: KeyNodes): ChoiceNode {
  const keys = {
    os: acts(osValue, 'build/deploy'),
    branch,
    repo: text,
    condition: texts,
    all_branches: flag,
    tags: flag,
    ...runtimeConditions(languageKeys),
  };
  const conditions = normal(map(keys, { prefix: { key: 'branch', only: ['str'] } }));
  return alias(any([conditions, branch]), 'true');
}
