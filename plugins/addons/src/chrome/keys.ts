import type { KeyNode } from '@turnpike/sdk';
import { downcased, oneOf } from '@turnpike/sdk/yml';

/** What may stand under `addons.chrome`. */
export const keys: KeyNode = downcased(oneOf('stable', 'beta'));
