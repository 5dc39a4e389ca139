import type { MapNode } from '@turnpike/sdk';
import { alias, flag, login, map, secret, text, texts } from '@turnpike/sdk/yml';
import { unused } from '../shared/unused.js';

/** Options of the provider, as `.travis.yml` names them. */
export const keys: MapNode = map({
  username: unused(alias(login, 'user')),
  password: unused(secret, '`token`'),
  token: alias(secret, 'api_key'),
  repo: text,
  file: texts,
  file_glob: flag,
  overwrite: flag,
  draft: flag,
  name: text,
  prerelease: flag,
  release_number: unused(text),
  release_notes: alias(text, 'body'),
  release_notes_file: unused(text),
  tag_name: text,
  target_commitish: text,
});
