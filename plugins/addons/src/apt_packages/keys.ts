import type { KeyNode } from '@turnpike/sdk';
import { texts } from '@turnpike/sdk/yml';

/** What may stand under `addons.apt_packages`. */
export const keys: KeyNode = texts;
