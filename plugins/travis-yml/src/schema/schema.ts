import type { KeyNode, MapNode } from '@turnpike/sdk';
import { addonKeys } from './addons.js';
import { deployNode, providers } from './deploy/index.js';
import { jobLanguageKeys, rootLanguageKeys } from './languages/index.js';
import { languageRoot, languageValue } from './languages/language.js';
import { map } from './nodes.js';
import { notificationKinds, notificationsNode } from './notifications.js';
import { rootNode } from './root.js';

/** Travis's language without any plugin's keys. */
export function travisSchema(): MapNode {
  const addons: KeyNode = map(addonKeys);
  const deploy = deployNode(providers);
  const job = {
    language: languageValue(),
    languageKeys: jobLanguageKeys,
    addons,
    deploy,
    more: {},
  };
  return rootNode({
    language: languageRoot(),
    languageKeys: rootLanguageKeys,
    notifications: notificationsNode(notificationKinds),
    more: {},
    job,
  });
}
