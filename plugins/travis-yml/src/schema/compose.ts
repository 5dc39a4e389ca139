import { isDeepStrictEqual } from 'node:util';
import {
  ConfigError,
  type KeyChoice,
  type KeyNode,
  type MapNode,
  type YmlKeys,
} from '@turnpike/sdk';
import { addonKeys } from './addons.js';
import { providers } from './deploy/index.js';
import { provider } from './deploy/provider.js';
import { jobLanguageKeys, rootLanguageKeys } from './languages/index.js';
import type { Keys } from './nodes.js';
import { notificationKinds } from './notifications.js';
import { buildSchema, type SchemaParts } from './schema.js';
import { travisSchema } from './schema.js';

/** Keys with the plugin that contributes them. */
export interface Contribution {
  readonly plugin: string;
  readonly keys: YmlKeys;
}

type Place = YmlKeys['at'];

interface Owned {
  readonly plugin: string;
  readonly node: KeyNode;
}

const travis = 'travis-yml';

/**
 * The language with the keys of plugins. A key contributed alike twice is one key, in effect under
 * the languages of both. Throws ConfigError (TURNPIKE_YML_KEY_CONFLICT) naming both plugins where
 * a key is defined differently, or one that nobody defines is called shared.
 */
export function composeSchema(contributions: readonly Contribution[]): MapNode {
  if (contributions.length === 0) return travisSchema();
  const owned = new Map<string, Owned>(travisKeys());
  for (const contribution of contributions) own(owned, contribution);
  for (const contribution of contributions) checkShared(owned, contribution);
  return buildSchema(partsOf(owned, contributions));
}

const id = (at: Place, key: string): string => `${at} ${key}`;

function travisKeys(): [string, Owned][] {
  const places: readonly [Place, Keys][] = [
    ['root', rootLanguageKeys],
    ['root', fixedKeys()],
    ['addons', addonKeys],
    ['deploy', providers],
    ['notifications', notificationKinds],
  ];
  return places.flatMap(([at, keys]) =>
    Object.entries(keys).map(([key, node]): [string, Owned] => [
      id(at, key),
      { plugin: travis, node },
    ]),
  );
}

const fixedKeys = (): Keys => travisSchema().keys ?? {};

function own(owned: Map<string, Owned>, { plugin, keys }: Contribution): void {
  for (const [key, given] of Object.entries(keys.keys)) {
    if (given.type === 'shared') continue;
    const node = keys.at === 'deploy' ? providerNode(key, given) : given;
    const place = id(keys.at, key);
    const known = owned.get(place) ?? owned.get(id('root', key));
    const isRootLike = keys.at === 'root' || keys.at === 'job';
    if (!known || (!isRootLike && !owned.has(place))) owned.set(place, { plugin, node });
    else if (isAlike(known.node, node))
      owned.set(place, { ...known, node: joined(known.node, node) });
    else throw conflict(key, keys.at, known.plugin, plugin);
  }
}

/** A provider contributes its own keys only; the common ones are added. */
function providerNode(name: string, node: KeyNode): KeyNode {
  return node.type === 'map' ? provider(name, node.keys ?? {}, node.required) : node;
}

/** Alike but for the languages under which it has effect, and its words. */
function isAlike(left: KeyNode, right: KeyNode): boolean {
  return isDeepStrictEqual(bare(left), bare(right));
}

function bare(given: KeyNode): unknown {
  const { only, summary: _summary, ...node } = given;
  const { language: _language, ...rest } = only ?? {};
  return { ...node, only: rest };
}

function joined(left: KeyNode, right: KeyNode): KeyNode {
  const both = [...(left.only?.['language'] ?? []), ...(right.only?.['language'] ?? [])];
  if (both.length === 0) return left;
  return { ...left, only: { ...left.only, language: [...new Set(both)] } };
}

function conflict(key: string, at: Place, first: string, second: string): ConfigError {
  return new ConfigError(
    'TURNPIKE_YML_KEY_CONFLICT',
    `${first} and ${second} define the key ${key} (${at}) differently.`,
    { key, plugin: second, wayOut: `Define it alike, or as { type: 'shared' } in one of them.` },
  );
}

function checkShared(owned: Map<string, Owned>, { plugin, keys }: Contribution): void {
  for (const [key, node] of Object.entries(keys.keys)) {
    if (node.type !== 'shared') continue;
    const place = owned.has(id(keys.at, key)) ? id(keys.at, key) : id('root', key);
    const owner = owned.get(place);
    if (!owner)
      throw new ConfigError(
        'TURNPIKE_YML_KEY_CONFLICT',
        `${plugin} shares the key ${key} (${keys.at}), which no plugin defines.`,
        { key, plugin, wayOut: `Define it in ${plugin}, or install the plugin that owns it.` },
      );
    const language = keys.language?.value;
    if (language !== undefined)
      owned.set(place, {
        ...owner,
        node: joined(owner.node, { ...owner.node, only: { language: [language] } }),
      });
  }
}

function partsOf(owned: Map<string, Owned>, contributions: readonly Contribution[]): SchemaParts {
  const at = (place: Place): Keys =>
    Object.fromEntries(
      [...owned]
        .filter(([name]) => name.startsWith(`${place} `))
        .map(([name, { node }]) => [name.slice(place.length + 1), node]),
    );
  const root = at('root');
  const isOurs = (key: string): boolean => Object.hasOwn(fixedKeys(), key);
  const added = Object.entries(root).filter(([key]) => !isOurs(key));
  const languages = Object.keys(rootLanguageKeys).map(
    (key) => [key, root[key] as KeyNode] as const,
  );
  return {
    languages: choicesOf(contributions),
    rootKeys: Object.fromEntries([...languages, ...added]),
    jobKeys: Object.fromEntries(
      [...languages, ...added]
        .filter(([, node]) => isForJobs(node))
        .map(([key, node]) => [key, jobForm(key, node)]),
    ),
    both: at('job'),
    addons: at('addons'),
    providers: at('deploy'),
    kinds: at('notifications'),
  };
}

function isForJobs(node: KeyNode): boolean {
  return node.flags?.includes('expand') === true || node.only?.['language'] !== undefined;
}

/** An axis is a single value in a job. */
function jobForm(key: string, node: KeyNode): KeyNode {
  const travisForm = jobLanguageKeys[key];
  const support = node.only ? { only: node.only } : {};
  if (travisForm) return { ...travisForm, ...support };
  if (node.type !== 'any' || !node.flags?.includes('expand')) return node;
  const single = node.any_of.find((other) => other.type !== 'seq') ?? node;
  return { ...single, ...support, ...(node.aliases && { aliases: node.aliases }) };
}

/** Languages that plugins add to those Travis has. */
function choicesOf(contributions: readonly Contribution[]): readonly KeyChoice[] {
  const known = new Set(travisLanguages());
  const added = contributions.flatMap(({ keys }) => keys.language ?? []);
  return added.filter(({ value }) => !known.has(value) && known.add(value));
}

function travisLanguages(): readonly string[] {
  const node = fixedKeys()['language'];
  return node?.type === 'str' ? (node.values ?? []).map(({ value }) => String(value)) : [];
}
