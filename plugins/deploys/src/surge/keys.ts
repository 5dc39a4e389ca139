import type { MapNode } from '@turnpike/sdk';
import { login, map, secret, text } from '@turnpike/sdk/yml';

/** Options of the provider, as `.travis.yml` names them. */
export const keys: MapNode = map({ login: login, token: secret, project: text, domain: text });
