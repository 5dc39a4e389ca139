import type { KeyNode } from '@turnpike/sdk';
import { logins } from '@turnpike/sdk/yml';

/** What may stand under `addons.ssh_known_hosts`. */
export const keys: KeyNode = logins;
