import type { KeyNode } from '@turnpike/sdk';
import { any, list, secret } from '@turnpike/sdk/yml';

const why = 'Discontinued as of April 17, 2018';

/** What may stand under `addons.jwt`. */
export const keys: KeyNode = any([list(secret, { deprecated: why }), secret], { deprecated: why });
