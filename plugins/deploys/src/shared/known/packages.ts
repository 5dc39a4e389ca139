import type { KeyNodes } from '@turnpike/sdk';
import { alias, flag, login, map, number, secret, text, texts } from '@turnpike/sdk/yml';

/** Registries of packages and releases that nothing here deploys to. */
export const packages = {
  bintray: map({
    user: login,
    key: secret,
    file: text,
    passphrase: secret,
    url: text,
  }),
  chef_supermarket: map({
    user_id: text,
    client_key: text,
    name: alias(text, 'cookbook_name'),
    category: alias(text, 'cookbook_category'),
    dir: text,
  }),
  launchpad: map(
    { slug: text, oauth_token: secret, oauth_token_secret: secret },
    { required: ['slug', 'oauth_token', 'oauth_token_secret'] },
  ),
  nuget: map({
    api_key: login,
    registry: text,
    src: text,
    no_symbols: flag,
    skip_duplicate: flag,
  }),
  packagecloud: map({
    username: login,
    token: secret,
    repository: text,
    local_dir: text,
    dist: text,
    package_glob: texts,
    force: flag,
    connect_timeout: number,
    read_timeout: number,
    write_timeout: number,
  }),
  testfairy: map({
    api_key: secret,
    app_file: text,
    symbols_file: text,
    testers_groups: text,
    notify: flag,
    auto_update: flag,
    advanced_options: text,
  }),
  transifex: map({
    api_token: secret,
    username: login,
    password: secret,
    hostname: text,
    cli_version: text,
  }),
} as const satisfies KeyNodes;
