import type { MapNode } from '@turnpike/sdk';
import { flag, login, map, secret, text } from '@turnpike/sdk/yml';
import { unused } from '../shared/unused.js';

/** Options of the provider, as `.travis.yml` names them. */
export const keys: MapNode = map({
  key_file: text,
  access_key_id: login,
  secret_access_key: secret,
  bucket: text,
  upload_dir: text,
  local_dir: text,
  dot_match: unused(flag),
  acl: text,
  cache_control: text,
  detect_encoding: unused(flag),
});
