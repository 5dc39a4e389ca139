import type { MapNode } from '@turnpike/sdk';
import { flag, map, secret, text } from '@turnpike/sdk/yml';

/** Options of the provider, as `.travis.yml` names them. */
export const keys: MapNode = map({
  project: text,
  token: secret,
  message: text,
  only: text,
  force: flag,
});
