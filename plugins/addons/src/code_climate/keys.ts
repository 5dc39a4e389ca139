import type { KeyNode } from '@turnpike/sdk';
import { any, flag, secret, switchable } from '@turnpike/sdk/yml';

/** What may stand under `addons.code_climate`. */
export const keys: KeyNode = any([switchable({ repo_token: secret }, 'repo_token'), secret, flag], {
  normal: true,
});
