import type { KeyNode, KeyNodes, MapNode } from '@turnpike/sdk';
import { env } from './env.js';
import { keepNetrc, sudo, vault, vm } from './internal.js';
import { jobsNode, sharedKeys, type JobParts } from './jobs.js';
import { stacks } from './language.js';
import {
  any,
  downcased,
  flag,
  internal,
  listed,
  map,
  normal,
  oneOf,
  text,
} from '@turnpike/sdk/yml';
import * as platform from './platform.js';

const source: KeyNode = { ...text, vars: ['commit_message'] };
const mode = oneOf('merge', 'deep_merge', 'deep_merge_append', 'deep_merge_prepend');

const importEntry = any(
  [normal(map({ source, mode, if: text }, { prefix: { key: 'source' } })), source],
  { normal: true },
);

const stage = any([normal(map({ name: text, if: text }, { prefix: { key: 'name' } })), text]);

/** What the root is composed of. */
export interface RootParts {
  readonly language: KeyNode;
  readonly languageKeys: KeyNodes;
  readonly notifications: KeyNode;
  readonly job: JobParts;
}

/** The top of the tree. Order matters: it is the order of defaults and of the matrix axes. */
export function rootNode(parts: RootParts): MapNode {
  return normal(
    map({
      language: parts.language,
      os: platform.osAxis,
      dist: platform.distRoot,
      arch: platform.archAxis,
      stack: { ...downcased(oneOf(...stacks)), flags: ['edge', 'internal'] },
      sudo,
      import: listed(importEntry),
      env,
      ...platform.compilerAxis(parts.languageKeys),
      osx_image: platform.osxImageAxis,
      stages: listed(stage),
      jobs: jobsNode(parts.job),
      notifications: parts.notifications,
      version: {
        type: 'str',
        format: String.raw`^(~>|>|>=|=|<=|<) (\d+(?:\.\d+)?(?:\.\d+)?)$`,
      },
      vm,
      conditions: internal(oneOf('v0', 'v1')),
      filter_secrets: internal(flag),
      trace: internal(flag),
      perforce_test_path: text,
      vault,
      keep_netrc: keepNetrc,
      ...platform.withoutCompiler(parts.languageKeys),
      ...sharedKeys(parts.job),
    }),
  );
}
