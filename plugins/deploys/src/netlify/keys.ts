import type { MapNode } from '@turnpike/sdk';
import { flag, map, secret, text } from '@turnpike/sdk/yml';

/** Options of the provider, as `.travis.yml` names them. */
export const keys: MapNode = map({
  site: text,
  auth: secret,
  dir: text,
  functions: text,
  message: text,
  prod: flag,
});
