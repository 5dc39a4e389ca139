import type { MapNode } from '@turnpike/sdk';
import { alias, deprecated, flag, login, map, secret, text } from '@turnpike/sdk/yml';

/** Options of the provider, as `.travis.yml` names them. */
export const keys: MapNode = map({
  username: alias(login, 'user'),
  password: secret,
  server: text,
  distributions: text,
  docs_dir: text,
  skip_existing: flag,
  upload_docs: flag,
  skip_upload_docs: deprecated(flag, 'use upload_docs: false'),
  twine_check: flag,
  remove_build_dir: flag,
  setuptools_version: text,
  twine_version: text,
  wheel_version: text,
});
