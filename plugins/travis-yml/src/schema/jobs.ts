import type { ChoiceNode, KeyChoice, KeyNode, KeyNodes } from '@turnpike/sdk';
import {
  alias,
  any,
  branches,
  deprecated,
  downcased,
  flag,
  internal,
  listed,
  map,
  normal,
  number,
  oneOf,
  text,
  texts,
} from '@turnpike/sdk/yml';
import { envVars } from './env.js';
import * as platform from './platform.js';
import { sudo, keepNetrc, vault, vm } from './internal.js';

const cache = any([
  normal(
    map(
      {
        directories: texts,
        apt: flag,
        bundler: flag,
        cargo: flag,
        ccache: flag,
        cocoapods: flag,
        npm: flag,
        packages: flag,
        pip: flag,
        yarn: flag,
        timeout: number,
        edge: flag,
        branch: text,
      },
      { changes: [{ change: 'cache' }] },
    ),
  ),
  normal({ type: 'bool', values: [{ value: false }] }),
]);

const git = map({
  strategy: oneOf('clone', 'tarball'),
  depth: any([number, flag]),
  quiet: flag,
  submodules: flag,
  symlinks: flag,
  submodules_depth: number,
  lfs_skip_smudge: flag,
  sparse_checkout: text,
  autocrlf: any([{ type: 'bool', values: [{ value: true }, { value: false }] }, oneOf('input')]),
});

const uniqueText: KeyNode = { ...text, flags: ['unique'] };

const workspaces = normal(
  map({
    create: normal(map({ name: uniqueText, paths: texts })),
    use: { ...texts, flags: ['unique'] },
  }),
);

const stages =
  'before_install install before_script script before_cache after_success after_failure before_deploy after_deploy after_script';

const scripts: KeyNodes = Object.fromEntries(stages.split(' ').map((stage) => [stage, texts]));

/** What contributed keys add to. */
export interface JobParts {
  readonly language: KeyNode;
  readonly languageKeys: KeyNodes;
  readonly addons: KeyNode;
  readonly deploy: KeyNode;
  readonly services: readonly KeyChoice[];
  /** Keys of plugins for jobs and the root alike. */
  readonly more: KeyNodes;
}

/** Keys that the root and every job take alike, in the order of the root. */
export function sharedKeys({ addons, deploy, services, more }: JobParts): KeyNodes {
  return {
    virt: alias(internal(downcased(oneOf('lxd', 'vm'))), 'virtualization'),
    addons,
    branches,
    cache,
    deploy,
    git,
    if: text,
    services: listed(downcased(oneOf(...services))),
    group: internal(text),
    workspaces,
    keys: texts,
    ...scripts,
    ...more,
  };
}

/** Keys of an entry of `jobs`; `own` are those of its list. */
export function entryKeys(parts: JobParts, own: KeyNodes): KeyNodes {
  return {
    language: parts.language,
    os: platform.osValue,
    dist: platform.distValue,
    arch: platform.archValue,
    osx_image: platform.osxImageValue,
    sudo,
    vm,
    env: envVars,
    ...platform.compilerValue(parts.languageKeys),
    branches,
    name: uniqueText,
    stage: text,
    keep_netrc: keepNetrc,
    ...own,
    ...platform.withoutCompiler(parts.languageKeys),
    ...sharedKeys(parts),
  };
}

/** `jobs`: a list or one job means `include`. */
export function jobsNode(parts: JobParts): ChoiceNode {
  const entry = (own: KeyNodes): KeyNode => normal(map(entryKeys(parts, own)));
  const include = listed(alias(entry({ allow_failure: flag, vault }), 'jobs'));
  const branch = deprecated(text, 'use conditional allow_failures using :if');
  const jobs = map(
    {
      include,
      exclude: listed(entry({})),
      allow_failures: alias(listed(entry({ branch })), 'allowed_failures'),
      fast_finish: alias(flag, 'fast_failure'),
    },
    { prefix: { key: 'include' } },
  );
  return alias(any([normal(alias(jobs, 'matrix')), include], { normal: true }), 'matrix');
}
