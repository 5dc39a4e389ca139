import type { MapNode } from '@turnpike/sdk';
import { flag, map, secret } from '@turnpike/sdk/yml';

/** Options of the provider, as `.travis.yml` names them. */
export const keys: MapNode = map({ token: secret, allow_dirty: flag });
