import type { KeyNode } from '@turnpike/sdk';
import { flag, login, secret, switchable, text } from '@turnpike/sdk/yml';
import { switched } from '../shared/keys.js';

/** What may stand under `addons.browserstack`. */
export const keys: KeyNode = switched(
  switchable({
    username: login,
    access_key: secret,
    forcelocal: flag,
    only: text,
    app_path: text,
    proxyHost: text,
    proxyPort: text,
    proxyUser: text,
    proxyPass: secret,
  }),
);
