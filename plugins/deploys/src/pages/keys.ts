import type { MapNode } from '@turnpike/sdk';
import { alias, defaultTo, flag, map, oneOf, secret, text } from '@turnpike/sdk/yml';

/** Options of the provider, as `.travis.yml` names them. */
export const keys: MapNode = map({
  strategy: defaultTo(oneOf('api', 'git'), 'git'),
  token: alias(secret, 'github_token'),
  deploy_key: text,
  repo: text,
  target_branch: text,
  local_dir: text,
  fqdn: text,
  project_name: text,
  email: text,
  name: text,
  url: alias(text, 'github_url'),
  keep_history: flag,
  verbose: flag,
  allow_empty_commit: flag,
  commit_message: text,
  committer_from_gh: flag,
  deployment_file: flag,
});
