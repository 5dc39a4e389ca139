import type { KeyNodes } from '@turnpike/sdk';
import { alias, deprecated, flag, login, map, secret, text, texts } from '@turnpike/sdk/yml';

/** Hosts of files and sites that nothing here deploys to. */
export const hosting = {
  cloudfiles: map({
    username: login,
    api_key: secret,
    region: text,
    container: text,
    glob: text,
    dot_match: flag,
  }),
  gae: map({
    project: text,
    keyfile: text,
    config: texts,
    version: text,
    verbosity: text,
    promote: flag,
    no_promote: deprecated(flag, 'use promote: false'),
    stop_previous_version: flag,
    no_stop_previous_version: deprecated(flag, 'use stop_previous_version: false'),
    install_sdk: flag,
  }),
  git_push: map({
    token: alias(secret, 'github_token'),
    deploy_key: text,
    repo: text,
    branch: text,
    base_branch: text,
    commit_message: text,
    allow_empty_commit: flag,
    allow_same_branch: flag,
    force: flag,
    local_dir: text,
    name: text,
    email: text,
    host: text,
    enterprise: flag,
  }),
} as const satisfies KeyNodes;
