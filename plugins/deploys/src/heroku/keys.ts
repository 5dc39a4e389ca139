import type { MapNode } from '@turnpike/sdk';
import {
  alias,
  defaultTo,
  inert,
  map,
  oneOf,
  secret,
  secretMap,
  text,
  textMap,
} from '@turnpike/sdk/yml';
import { unused } from '../shared/unused.js';

/** Options of the provider, as `.travis.yml` names them. */
export const keys: MapNode = map({
  strategy: inert(defaultTo(oneOf('api', 'git'), 'api'), 'the commit is always pushed by git'),
  api_key: secretMap,
  username: unused(alias(secret, 'user')),
  password: secret,
  app: textMap,
  git: text,
});
