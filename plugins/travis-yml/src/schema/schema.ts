import type { KeyChoice, KeyNodes, MapNode } from '@turnpike/sdk';
import { internal, map } from '@turnpike/sdk/yml';
import { deployNode } from './deploy/index.js';
import { entryKeys } from './jobs.js';
import { languageRoot, languageValue } from './language.js';
import { notificationsNode } from './notifications.js';
import { rootNode } from './root.js';

/** What plugins bring to the frame. */
export interface SchemaParts {
  readonly languages: readonly KeyChoice[];
  readonly services: readonly KeyChoice[];
  /** Keys of languages as the root takes them, and root keys of plugins. */
  readonly rootKeys: KeyNodes;
  /** The same as jobs take them: axes as single values. */
  readonly jobKeys: KeyNodes;
  /** Keys that plugins add to the root and to jobs alike. */
  readonly both: KeyNodes;
  readonly addons: KeyNodes;
  readonly providers: KeyNodes;
  readonly kinds: KeyNodes;
}

const none: SchemaParts = {
  languages: [],
  services: [],
  rootKeys: {},
  jobKeys: {},
  both: {},
  addons: {},
  providers: {},
  kinds: {},
};

export function buildSchema(parts: SchemaParts): MapNode {
  return rootNode({
    language: languageRoot(parts.languages),
    languageKeys: parts.rootKeys,
    notifications: notificationsNode(parts.kinds),
    job: jobParts(parts),
  });
}

function jobParts(parts: SchemaParts) {
  const deploy = deployNode(parts.providers, parts.jobKeys);
  return {
    language: languageValue(parts.languages),
    languageKeys: parts.jobKeys,
    addons: map({ ...parts.addons, deploy: internal(deploy) }),
    deploy,
    services: parts.services,
    more: parts.both,
  };
}

/** Names of the frame: keys of the root and of job entries without any plugin's. */
export interface BareSchema {
  readonly root: KeyNodes;
  readonly entries: KeyNodes;
}

let bare: BareSchema | undefined;

export function bareSchema(): BareSchema {
  const own = { allow_failure: { type: 'bool' }, branch: { type: 'str' } } as const;
  bare ??= { root: buildSchema(none).keys ?? {}, entries: entryKeys(jobParts(none), own) };
  return bare;
}
