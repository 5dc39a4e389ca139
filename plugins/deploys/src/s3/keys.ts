import type { MapNode } from '@turnpike/sdk';
import { flag, login, map, number, secret, text, texts } from '@turnpike/sdk/yml';

/** Options of the provider, as `.travis.yml` names them. */
export const keys: MapNode = map({
  access_key_id: login,
  secret_access_key: secret,
  bucket: text,
  region: text,
  endpoint: text,
  upload_dir: text,
  local_dir: text,
  glob: text,
  dot_match: flag,
  acl: text,
  detect_encoding: flag,
  cache_control: texts,
  expires: texts,
  default_text_charset: text,
  storage_class: text,
  server_side_encryption: flag,
  index_document_suffix: text,
  overwrite: flag,
  force_path_style: flag,
  max_threads: number,
  verbose: flag,
});
