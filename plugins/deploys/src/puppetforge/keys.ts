import type { MapNode } from '@turnpike/sdk';
import { alias, login, map, secret, text } from '@turnpike/sdk/yml';

/** Options of the provider, as `.travis.yml` names them. */
export const keys: MapNode = map(
  { username: alias(login, 'user'), password: secret, url: text },
  { required: ['username', 'password'] },
);
