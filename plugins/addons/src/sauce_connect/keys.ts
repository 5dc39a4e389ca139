import type { KeyNode } from '@turnpike/sdk';
import { acts, flag, login, secret, switchable, text } from '@turnpike/sdk/yml';
import { switched } from '../shared/keys.js';

/** What may stand under `addons.sauce_connect`. */
export const keys: KeyNode = switched(
  switchable({
    enabled: acts(flag, 'build/stages'),
    username: login,
    access_key: secret,
    direct_domains: text,
    tunnel_domains: text,
    no_ssl_bump_domains: text,
  }),
);
