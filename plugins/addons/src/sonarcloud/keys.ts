import type { KeyNode } from '@turnpike/sdk';
import { acts, deprecated, flag, secret, switchable, text, texts } from '@turnpike/sdk/yml';
import { switched } from '../shared/keys.js';

/** What may stand under `addons.sonarcloud`. */
export const keys: KeyNode = switched(
  switchable({
    enabled: acts(flag, 'build/stages'),
    organization: text,
    token: secret,
    github_token: deprecated(secret, 'setting a GitHub token is deprecated'),
    branches: deprecated(texts, 'setting a branch is deprecated'),
  }),
);
