import type { ChoiceNode, KeyChoice, KeyNode, KeyNodes } from '@turnpike/sdk';
import {
  acts,
  alias,
  any,
  branches,
  deprecated,
  downcased,
  flag,
  inert,
  internal,
  limited,
  listed,
  map,
  normal,
  number,
  oneOf,
  refused,
  text,
  texts,
} from '@turnpike/sdk/yml';
import { envVars } from './env.js';
import * as platform from './platform.js';
import { sudo, keepNetrc, vault, vm } from './internal.js';

const onlyOwnBranch =
  'each branch has a cache of its own, and reads that of the default branch where it has none';

const cacheForm = any([
  normal(
    map(
      {
        directories: texts,
        apt: inert(flag, 'packages of apt are not kept between jobs'),
        bundler: flag,
        cargo: acts(flag, 'languages'),
        ccache: flag,
        cocoapods: flag,
        npm: flag,
        packages: acts(flag, 'languages'),
        pip: flag,
        yarn: acts(flag, 'languages'),
        timeout: number,
        edge: inert(flag, 'there is one version of the cache tool'),
        branch: inert(text, onlyOwnBranch),
      },
      { changes: [{ change: 'cache' }] },
    ),
  ),
  normal({ type: 'bool', values: [{ value: false }] }),
]);

const cache = acts(cacheForm, 'build/cache');

const tarball = {
  value: 'tarball',
  inert: {
    why: 'code hosts are not asked for archives, and the checkout would fail',
    instead: '`git: {depth: 1}`',
    how: 'refused',
  },
} as const;

const gitOptions = map({
  strategy: oneOf('clone', tarball),
  depth: any([number, flag]),
  quiet: flag,
  submodules: flag,
  symlinks: flag,
  submodules_depth: number,
  lfs_skip_smudge: flag,
  sparse_checkout: text,
  autocrlf: any([{ type: 'bool', values: [{ value: true }, { value: false }] }, oneOf('input')]),
});

const git = acts(gitOptions, 'build/checkout');

const uniqueText: KeyNode = { ...text, flags: ['unique'] };

const workspaces = acts(
  normal(
    map({
      create: normal(map({ name: uniqueText, paths: texts })),
      use: { ...texts, flags: ['unique'] },
    }),
  ),
  'build/workspaces',
);

const stages =
  'before_install install before_script script before_cache after_success after_failure before_deploy after_deploy after_script';

const scripts: KeyNodes = Object.fromEntries(
  stages
    .split(' ')
    .map((stage) => [
      stage,
      acts(texts, stage.endsWith('_deploy') ? 'build/deploy' : 'build/stages'),
    ]),
);

const virt = limited(
  alias(internal(downcased(oneOf('lxd', 'vm'))), 'virtualization'),
  'a job is isolated as the executor of its worker does it',
  'rules of `scheduler.queues` may send such jobs to other workers',
);

const group = limited(
  internal(text),
  'there are no images in groups',
  'rules of `scheduler.queues` may send such jobs to other workers',
);

const customKeys = refused(
  texts,
  'there are no custom keys that could be added to a job',
  'a variable in the settings of the repository that `before_install` writes to a file',
);

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
    virt: acts(virt, 'scheduler/config'),
    addons: acts(addons, 'build/stages'),
    branches: acts(branches, 'gatekeeper/rules'),
    cache,
    deploy: acts(deploy, 'build/stages'),
    git,
    if: acts(text, 'travis-yml/matrix'),
    services: acts(listed(downcased(oneOf(...services))), 'build/stages'),
    group: acts(group, 'scheduler/config'),
    workspaces,
    keys: customKeys,
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
    env: acts(envVars, 'hub/payload'),
    ...platform.compilerValue(parts.languageKeys),
    branches: acts(branches, 'gatekeeper/rules'),
    name: acts(uniqueText, 'gatekeeper/plan-jobs'),
    stage: acts(text, 'travis-yml/pipeline'),
    keep_netrc: keepNetrc,
    ...own,
    ...platform.withoutCompiler(parts.languageKeys),
    ...sharedKeys(parts),
  };
}

/** `jobs`: a list or one job means `include`. */
export function jobsNode(parts: JobParts): ChoiceNode {
  const entry = (own: KeyNodes): KeyNode => normal(map(entryKeys(parts, own)));
  const lenient = acts(flag, 'gatekeeper/plan-jobs');
  const include = listed(alias(entry({ allow_failure: lenient, vault }), 'jobs'));
  const branch = deprecated(text, 'use conditional allow_failures using :if');
  const jobs = map(
    {
      include,
      exclude: listed(entry({})),
      allow_failures: alias(listed(entry({ branch })), 'allowed_failures'),
      fast_finish: acts(alias(flag, 'fast_failure'), 'gatekeeper/create-build'),
    },
    { prefix: { key: 'include' } },
  );
  return alias(any([normal(alias(jobs, 'matrix')), include], { normal: true }), 'matrix');
}
