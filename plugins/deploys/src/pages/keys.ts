import type { MapNode } from '@turnpike/sdk';
import { alias, defaultTo, flag, inert, map, oneOf, secret, text } from '@turnpike/sdk/yml';
import { unused } from '../shared/unused.js';

/** Options of the provider, as `.travis.yml` names them. */
export const keys: MapNode = map({
  strategy: inert(defaultTo(oneOf('api', 'git'), 'git'), 'the folder is always pushed by git'),
  token: alias(secret, 'github_token'),
  deploy_key: unused(text, '`token`'),
  repo: text,
  target_branch: text,
  local_dir: text,
  fqdn: text,
  project_name: unused(text),
  email: text,
  name: text,
  url: alias(text, 'github_url'),
  keep_history: flag,
  verbose: unused(flag),
  allow_empty_commit: unused(flag),
  commit_message: text,
  committer_from_gh: unused(flag),
  deployment_file: unused(flag),
});
