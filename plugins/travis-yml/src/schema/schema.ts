import type { KeyChoice, MapNode } from '@turnpike/sdk';
import { addonKeys } from './addons.js';
import { deployNode, providers } from './deploy/index.js';
import { jobLanguageKeys, rootLanguageKeys } from './languages/index.js';
import { languageRoot, languageValue } from './languages/language.js';
import { map, type Keys } from './nodes.js';
import { notificationKinds, notificationsNode } from './notifications.js';
import { rootNode } from './root.js';

/** What the tree is built of; each part holds Travis's keys and those of plugins. */
export interface SchemaParts {
  /** Languages besides Travis's. */
  readonly languages: readonly KeyChoice[];
  /** Keys of languages as the root takes them, and root keys of plugins. */
  readonly rootKeys: Keys;
  /** The same as jobs take them: axes as single values. */
  readonly jobKeys: Keys;
  /** Keys that plugins add to the root and to jobs alike. */
  readonly both: Keys;
  readonly addons: Keys;
  readonly providers: Keys;
  readonly kinds: Keys;
}

export function buildSchema(parts: SchemaParts): MapNode {
  const job = {
    language: languageValue(parts.languages),
    languageKeys: parts.jobKeys,
    addons: map(parts.addons),
    deploy: deployNode(parts.providers),
    more: parts.both,
  };
  return rootNode({
    language: languageRoot(parts.languages),
    languageKeys: parts.rootKeys,
    notifications: notificationsNode(parts.kinds),
    more: {},
    job,
  });
}

const travis = buildSchema({
  languages: [],
  rootKeys: rootLanguageKeys,
  jobKeys: jobLanguageKeys,
  both: {},
  addons: addonKeys,
  providers,
  kinds: notificationKinds,
});

/** Travis's language without any plugin's keys. */
export function travisSchema(): MapNode {
  return travis;
}
