import type { MapNode } from '@turnpike/sdk';
import { flag, login, map, secret, text } from '@turnpike/sdk/yml';
import { unused } from '../shared/unused.js';

/** Options of the provider, as `.travis.yml` names them. */
export const keys: MapNode = map({
  username: login,
  password: secret,
  organization: text,
  api: text,
  space: text,
  buildpack: text,
  manifest: text,
  skip_ssl_validation: flag,
  app_name: text,
  logout: flag,
  v3: unused(flag),
});
