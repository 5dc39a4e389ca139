import { alias, any, deprecated, flag, map, normal, text, texts } from '../nodes.js';
import { jobLanguageKeys } from '../languages/index.js';
import { osValue } from '../platform.js';

const branchOptions = deprecated(normal(map({}, { strict: false })), 'branch_specific_option_hash');

const branch = any([normal(texts), branchOptions]);

/** `deploy.on`: a text is a branch; YAML 1.1 readers took the key for `true`. */
export const deployConditions = alias(
  any([
    normal(
      map(
        {
          os: osValue,
          branch,
          repo: text,
          condition: texts,
          all_branches: flag,
          tags: flag,
          ...jobLanguageKeys,
        },
        { prefix: { key: 'branch', only: ['str'] } },
      ),
    ),
    branch,
  ]),
  'true',
);
