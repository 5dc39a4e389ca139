import type { KeyNode, KeyNodes, MapNode } from '@turnpike/sdk';
import { env } from './env.js';
import { keepNetrc, sudo, vault, vm } from './internal.js';
import { jobsNode, sharedKeys, type JobParts } from './jobs.js';
import { stacks } from './language.js';
import {
  acts,
  any,
  downcased,
  flag,
  inert,
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
      stack: inert(
        { ...downcased(oneOf(...stacks)), flags: ['edge', 'internal'] },
        'there are no images in stacks',
      ),
      sudo,
      import: acts(listed(importEntry), 'travis-yml/pipeline'),
      env: acts(env, 'travis-yml/matrix'),
      ...platform.compilerAxis(parts.languageKeys),
      osx_image: platform.osxImageAxis,
      stages: acts(listed(stage), 'travis-yml/pipeline'),
      jobs: acts(jobsNode(parts.job), 'travis-yml/matrix'),
      notifications: acts(parts.notifications, 'hub/notify-build'),
      version: acts(
        { type: 'str', format: String.raw`^(~>|>|>=|=|<=|<) (\d+(?:\.\d+)?(?:\.\d+)?)$` },
        'travis-yml/schema',
      ),
      vm,
      conditions: acts(internal(oneOf('v0', 'v1')), 'travis-yml/doc'),
      filter_secrets: inert(internal(flag), 'secrets are hidden in all logs'),
      trace: inert(
        internal(flag),
        'commands are not timed one by one',
        'the log shows how long each step took',
      ),
      perforce_test_path: inert(text, 'repositories of Perforce are not built here'),
      vault,
      keep_netrc: keepNetrc,
      ...platform.withoutCompiler(parts.languageKeys),
      ...sharedKeys(parts.job),
    }),
  );
}
