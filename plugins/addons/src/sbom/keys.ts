import type { KeyNode } from '@turnpike/sdk';
import {
  alias,
  any,
  branches,
  defaultTo,
  flag,
  inert,
  map,
  normal,
  oneOf,
  switchable,
  text,
  texts,
} from '@turnpike/sdk/yml';
import { switched } from '../shared/keys.js';

const conditions = normal(
  map(
    {
      branch: branches,
      condition: inert(texts, 'only branches and pull requests decide'),
      all_branches: flag,
      pr: flag,
    },
    { prefix: { key: 'branch', only: ['str'] } },
  ),
);

/** What may stand under `addons.sbom`. */
export const keys: KeyNode = switched(
  switchable({
    on: alias(any([conditions, branches], { normal: true }), 'true'),
    run_phase: defaultTo(
      oneOf('before_script', 'script', 'after_success', 'after_failure'),
      'after_success',
    ),
    output_format: defaultTo(
      oneOf('cyclonedx-json', 'cyclonedx-xml', 'spdx-json'),
      'cyclonedx-json',
    ),
    output_dir: text,
    input_dir: texts,
  }),
);
