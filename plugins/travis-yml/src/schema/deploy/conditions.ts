import type { ChoiceNode, KeyNodes } from '@turnpike/sdk';
import { alias, any, deprecated, flag, map, normal, text, texts } from '@turnpike/sdk/yml';
import { osValue, withoutCompiler } from '../platform.js';

const branchOptions = deprecated(normal(map({}, { strict: false })), 'branch_specific_option_hash');

const branch = any([normal(texts), branchOptions]);

/** `deploy.on`: a text is a branch; YAML 1.1 readers took the key for `true`. */
export function deployConditions(languageKeys: KeyNodes): ChoiceNode {
  const keys = {
    os: osValue,
    branch,
    repo: text,
    condition: texts,
    all_branches: flag,
    tags: flag,
    ...withoutCompiler(languageKeys),
  };
  const conditions = normal(map(keys, { prefix: { key: 'branch', only: ['str'] } }));
  return alias(any([conditions, branch]), 'true');
}
