import type { MapNode } from '@turnpike/sdk';
import { map, secret, text } from '@turnpike/sdk/yml';

/** Options of the provider, as `.travis.yml` names them. */
export const keys: MapNode = map({ snap: text, channel: text, token: secret });
