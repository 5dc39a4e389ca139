import type { MapNode } from '@turnpike/sdk';
import { alias, defaultTo, map, oneOf, secret, secretMap, text, textMap } from '@turnpike/sdk/yml';

/** Options of the provider, as `.travis.yml` names them. */
export const keys: MapNode = map({
  strategy: defaultTo(oneOf('api', 'git'), 'api'),
  api_key: secretMap,
  username: alias(secret, 'user'),
  password: secret,
  app: textMap,
  git: text,
});
