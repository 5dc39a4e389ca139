import type { MapNode } from '@turnpike/sdk';
import { login, map, secret, text } from '@turnpike/sdk/yml';
import { unused } from '../shared/unused.js';

/** Options of the provider, as `.travis.yml` names them. */
export const keys: MapNode = map({
  access_key_id: login,
  secret_access_key: secret,
  account_id: unused(text),
  source: text,
  target: text,
  region: text,
});
