import type { MapNode } from '@turnpike/sdk';
import { alias, loginMap, map, secretMap, text, textMap } from '@turnpike/sdk/yml';
import { unused } from '../shared/unused.js';

/** Options of the provider, as `.travis.yml` names them. */
export const keys: MapNode = map({
  api_key: secretMap,
  username: unused(alias(loginMap, 'user')),
  password: unused(secretMap, '`api_key`'),
  gem: textMap,
  gemspec: text,
  gemspec_glob: unused(text),
  host: text,
});
