import type { ChoiceNode, KeyNode } from '@turnpike/sdk';
import { branches } from './branches.js';
import { envVars } from './env.js';
import { alias, any, deprecated, flag, internal, listed, map, normal, number } from './nodes.js';
import { downcased, oneOf, text, texts, type Keys } from './nodes.js';
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

const service = downcased(
  oneOf(
    { value: 'memcached', aliases: ['memcache'] },
    { value: 'postgresql', aliases: ['postgres'] },
    { value: 'rabbitmq', aliases: ['rabbitmq-server'] },
    { value: 'redis', aliases: ['redis-server'] },
    { value: 'xvfb', only: { dist: ['xenial'] } },
    'cassandra',
    'couchdb',
    'docker',
    'elasticsearch',
    'mongodb',
    'mysql',
    'neo4j',
    'riak',
    'cri-dockerd',
  ),
);

const uniqueText: KeyNode = { ...text, flags: ['unique'] };

const workspaces = normal(
  map({
    create: normal(map({ name: uniqueText, paths: texts })),
    use: { ...texts, flags: ['unique'] },
  }),
);

const stages =
  'before_install install before_script script before_cache after_success after_failure before_deploy after_deploy after_script';

const scripts: Keys = Object.fromEntries(stages.split(' ').map((stage) => [stage, texts]));

/** What contributed keys add to. */
export interface JobParts {
  readonly language: KeyNode;
  readonly languageKeys: Keys;
  readonly addons: KeyNode;
  readonly deploy: KeyNode;
  /** Keys of plugins for jobs and the root alike. */
  readonly more: Keys;
}

/** Keys that the root and every job take alike, in the order of the root. */
export function sharedKeys({ addons, deploy, more }: JobParts): Keys {
  return {
    virt: alias(internal(downcased(oneOf('lxd', 'vm'))), 'virtualization'),
    addons,
    branches,
    cache,
    deploy,
    git,
    if: text,
    services: listed(service),
    group: internal(text),
    workspaces,
    keys: texts,
    ...scripts,
    ...more,
  };
}

function entryKeys(parts: JobParts, own: Keys): Keys {
  return {
    language: parts.language,
    os: platform.osValue,
    dist: platform.distValue,
    arch: platform.archValue,
    osx_image: platform.osxImageValue,
    sudo,
    vm,
    env: envVars,
    compiler: platform.compilerValue,
    branches,
    name: uniqueText,
    stage: text,
    keep_netrc: keepNetrc,
    ...own,
    ...parts.languageKeys,
    ...sharedKeys(parts),
  };
}

/** `jobs`: a list or one job means `include`. */
export function jobsNode(parts: JobParts): ChoiceNode {
  const entry = (own: Keys): KeyNode => normal(map(entryKeys(parts, own)));
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
