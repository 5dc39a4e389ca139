import type { MapNode } from '@turnpike/sdk';
import { flag, login, map, secret } from '@turnpike/sdk/yml';

/** Options of the provider, as `.travis.yml` names them. */
export const keys: MapNode = map({ username: login, password: secret, publish: flag });
