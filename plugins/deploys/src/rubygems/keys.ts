import type { MapNode } from '@turnpike/sdk';
import { alias, loginMap, map, secretMap, text, textMap } from '@turnpike/sdk/yml';

/** Options of the provider, as `.travis.yml` names them. */
export const keys: MapNode = map({
  api_key: secretMap,
  username: alias(loginMap, 'user'),
  password: secretMap,
  gem: textMap,
  gemspec: text,
  gemspec_glob: text,
  host: text,
});
