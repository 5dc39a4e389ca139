import type { MapNode } from '@turnpike/sdk';
import { alias, login, map, oneOf, secret, text } from '@turnpike/sdk/yml';
import { unused } from '../shared/unused.js';

/** Options of the provider, as `.travis.yml` names them. */
export const keys: MapNode = map({
  email: unused(login),
  api_token: alias(secret, 'api_key'),
  access: oneOf('public', 'private'),
  registry: text,
  src: text,
  tag: text,
  auth_method: unused(text),
});
