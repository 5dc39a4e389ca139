import type { MapNode } from '@turnpike/sdk';
import { alias, flag, login, map, secret, text, texts } from '@turnpike/sdk/yml';

/** Options of the provider, as `.travis.yml` names them. */
export const keys: MapNode = map({
  username: alias(login, 'user'),
  password: secret,
  token: alias(secret, 'api_key'),
  repo: text,
  file: texts,
  file_glob: flag,
  overwrite: flag,
  draft: flag,
  name: text,
  prerelease: flag,
  release_number: text,
  release_notes: alias(text, 'body'),
  release_notes_file: text,
  tag_name: text,
  target_commitish: text,
});
