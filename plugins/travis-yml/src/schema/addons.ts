import type { KeyNode, MapNode } from '@turnpike/sdk';
import { deployNode, providers } from './deploy/index.js';
import {
  alias,
  any,
  defaultTo,
  deprecated,
  downcased,
  flag,
  internal,
  list,
  login,
  logins,
  map,
  normal,
  number,
  oneOf,
  secret,
  text,
  texts,
} from './nodes.js';
import { branches } from './branches.js';

type Keys = { readonly [key: string]: KeyNode };

/** An add-on's map; `true` and `false` turn it on and off. `main` takes values that are no map. */
function addon(keys: Keys, main?: string): MapNode {
  const prefix = main === undefined ? {} : { prefix: { key: main } };
  return normal(map(keys, { changes: [{ change: 'enable' }], ...prefix }));
}

const switched = (node: MapNode): KeyNode => any([node, flag], { normal: true });
const packaged = (node: MapNode): KeyNode => any([node, texts, flag], { normal: true });
const named = (keys: Keys, more: Partial<MapNode> = {}): MapNode =>
  normal(map({ name: text, ...keys }, { prefix: { key: 'name' }, ...more }));

const aptSource = named({ sourceline: text, key_url: text });
const aptSources = any([list(any([aptSource, text])), aptSource, text]);
const packages = alias(texts, 'package');

const apt = packaged(
  addon(
    {
      packages,
      sources: alias(aptSources, 'source'),
      dist: text,
      update: flag,
      config: map({ retries: flag }),
    },
    'packages',
  ),
);

const artifacts = switched(
  addon({
    enabled: flag,
    bucket: text,
    endpoint: text,
    key: alias(login, 'aws_access_key_id', 'aws_access_key', 'access_key_id', 'access_key'),
    secret: alias(
      secret,
      'aws_secret_access_key',
      'aws_secret_key',
      'secret_access_key',
      'secret_key',
    ),
    region: alias(text, 's3_region'),
    paths: texts,
    branch: text,
    log_format: text,
    target_paths: texts,
    debug: flag,
    concurrency: number,
    max_size: number,
    permissions: text,
    working_dir: text,
    cache_control: text,
  }),
);

const browserstack = switched(
  addon({
    username: login,
    access_key: secret,
    forcelocal: flag,
    only: text,
    app_path: text,
    proxyHost: text,
    proxyPort: text,
    proxyUser: text,
    proxyPass: secret,
  }),
);

const coverityProject = named({ version: text, description: text }, { required: ['name'] });

const coverityScan = switched(
  addon({
    project: any([coverityProject, text]),
    build_script_url: text,
    branch_pattern: text,
    notification_email: login,
    build_command: text,
    build_command_prepend: text,
  }),
);

const homebrew = packaged(
  addon(
    { update: flag, packages: texts, casks: texts, taps: texts, brewfile: any([flag, text]) },
    'packages',
  ),
);

const sauceConnect = switched(
  addon({
    enabled: flag,
    username: login,
    access_key: secret,
    direct_domains: text,
    tunnel_domains: text,
    no_ssl_bump_domains: text,
  }),
);

const snap = named({ classic: flag, channel: text });

const sonarcloud = switched(
  addon({
    enabled: flag,
    organization: text,
    token: secret,
    github_token: deprecated(secret, 'setting a GitHub token is deprecated'),
    branches: deprecated(texts, 'setting a branch is deprecated'),
  }),
);

const sbomConditions = normal(
  map(
    { branch: branches, condition: texts, all_branches: flag, pr: flag },
    { prefix: { key: 'branch', only: ['str'] } },
  ),
);

const sbom = switched(
  addon({
    on: alias(any([sbomConditions, branches], { normal: true }), 'true'),
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

const jwt = 'Discontinued as of April 17, 2018';

/** Travis's add-ons by name. */
export const addonKeys: Keys = {
  apt,
  apt_packages: texts,
  artifacts,
  browserstack,
  chrome: downcased(oneOf('stable', 'beta')),
  code_climate: any([addon({ repo_token: secret }, 'repo_token'), secret, flag], { normal: true }),
  coverity_scan: coverityScan,
  homebrew,
  hostname: text,
  hosts: texts,
  jwt: any([list(secret, { deprecated: jwt }), secret], { deprecated: jwt }),
  sauce_connect: sauceConnect,
  pkg: packaged(addon({ packages, branch: text }, 'packages')),
  srcclr: any([normal(map({}, { strict: false })), normal(flag)]),
  snaps: any([list(any([snap, text])), snap, text]),
  sonarcloud,
  ssh_known_hosts: logins,
  firefox: text,
  mariadb: text,
  postgresql: alias(text, 'postgres'),
  rethinkdb: text,
  deploy: internal(deployNode(providers)),
  sbom,
};
