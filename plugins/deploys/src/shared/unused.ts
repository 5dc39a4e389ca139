import type { KeyNode } from '@turnpike/sdk';
import { inert } from '@turnpike/sdk/yml';

/** An option of dpl that the deployment here does not have. */
export const unused = <T extends KeyNode>(node: T, instead?: string): T =>
  inert(node, 'this deployment has no such option and goes on without it', instead);
