import type { MapNode } from '@turnpike/sdk';
import { alias, deprecated, flag, login, map, secret, text } from '@turnpike/sdk/yml';
import { unused } from '../shared/unused.js';

/** Options of the provider, as `.travis.yml` names them. */
export const keys: MapNode = map({
  username: alias(login, 'user'),
  password: secret,
  server: text,
  distributions: text,
  docs_dir: unused(text),
  skip_existing: flag,
  upload_docs: unused(flag),
  skip_upload_docs: unused(deprecated(flag, 'use upload_docs: false')),
  twine_check: flag,
  remove_build_dir: unused(flag),
  setuptools_version: unused(text),
  twine_version: unused(text),
  wheel_version: unused(text),
});
