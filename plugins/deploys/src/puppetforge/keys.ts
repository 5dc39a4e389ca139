import type { MapNode } from '@turnpike/sdk';
import { alias, login, map, secret, text } from '@turnpike/sdk/yml';
import { unused } from '../shared/unused.js';

/** Options of the provider, as `.travis.yml` names them. */
export const keys: MapNode = map(
  { username: unused(alias(login, 'user')), password: secret, url: text },
  { required: ['username', 'password'] },
);
