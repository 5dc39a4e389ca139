import type { MapNode } from '@turnpike/sdk';
import { map, text } from '@turnpike/sdk/yml';

/** Options of the provider, as `.travis.yml` names them. */
export const keys: MapNode = map({ script: text });
