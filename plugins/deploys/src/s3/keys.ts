import type { MapNode } from '@turnpike/sdk';
import { flag, login, map, number, secret, text, texts } from '@turnpike/sdk/yml';
import { unused } from '../shared/unused.js';

/** Options of the provider, as `.travis.yml` names them. */
export const keys: MapNode = map({
  access_key_id: login,
  secret_access_key: secret,
  bucket: text,
  region: text,
  endpoint: text,
  upload_dir: text,
  local_dir: text,
  glob: unused(text),
  dot_match: flag,
  acl: text,
  detect_encoding: unused(flag),
  cache_control: texts,
  expires: texts,
  default_text_charset: unused(text),
  storage_class: text,
  server_side_encryption: unused(flag),
  index_document_suffix: unused(text),
  overwrite: unused(flag),
  force_path_style: unused(flag),
  max_threads: unused(number),
  verbose: unused(flag),
});
