import {
  ConfigError,
  type KeyChoice,
  type KeyNode,
  type KeyNodes,
  type MapNode,
  type YmlContribution,
  type YmlKeys,
} from '@turnpike/sdk';
import { notificationFormProblems, ymlConflicts } from '@turnpike/sdk/platform';
import { addonOrder, inOrder, kindOrder, languageOrder, serviceOrder } from './order.js';
import { ownContributions } from './own.js';
import { bareSchema, buildSchema, type SchemaParts } from './schema.js';

type Place = YmlKeys['at'];

/**
 * The language with the keys of plugins. A key contributed alike twice is one key, in effect under
 * the languages of both. What `checkContributions` refuses must not come here.
 */
export function composeSchema(contributions: readonly YmlContribution[]): MapNode {
  const all = [...ownContributions, ...contributions].map(({ keys }) => keys);
  return buildSchema(partsOf(inOrder(all, languageOrder, ({ language }) => language?.value)));
}

/**
 * Throws ConfigError (TURNPIKE_YML_KEY_CONFLICT) naming both plugins where a key is defined
 * differently twice, or the one that shares what nobody defines.
 */
export function checkContributions(contributions: readonly YmlContribution[]): void {
  const all = [...fixedKeys(), ...ownContributions, ...contributions];
  const [conflict] = ymlConflicts(all);
  if (conflict) throw conflict;
  const [lost] = notificationFormProblems(contributions);
  if (lost) throw lost;
  for (const contribution of contributions) checkShared(contribution, all);
}

/** Keys of the frame, which belong to this plugin. */
function fixedKeys(): readonly YmlContribution[] {
  const { root, entries } = bareSchema();
  const ofEntries = Object.entries(entries).filter(([key]) => !Object.hasOwn(root, key));
  const keys = { ...root, ...Object.fromEntries(ofEntries) };
  return [{ plugin: 'travis-yml', keys: { at: 'root', keys } }];
}

function checkShared({ plugin, keys }: YmlContribution, all: readonly YmlContribution[]): void {
  for (const [key, node] of Object.entries(keys.keys)) {
    if (node.type !== 'shared' || node.optional) continue;
    const isOwned = all.some(
      ({ keys: other }) =>
        namesakes(keys.at).includes(other.at) &&
        Object.hasOwn(other.keys, key) &&
        other.keys[key]?.type !== 'shared',
    );
    if (isOwned) continue;
    throw new ConfigError(
      'TURNPIKE_YML_KEY_CONFLICT',
      `${plugin} shares the key ${key} (${keys.at}), which no plugin defines.`,
      { key, plugin, wayOut: `Define it in ${plugin}, or install the plugin that owns it.` },
    );
  }
}

/** Places whose keys have their names in common. */
function namesakes(place: Place): readonly Place[] {
  return place === 'root' || place === 'job' ? ['root', 'job'] : [place];
}

function partsOf(contributions: readonly YmlKeys[]): SchemaParts {
  const fixed = bareSchema().root;
  const keys = Object.entries(nodesAt('root', contributions)).filter(
    ([key]) => !Object.hasOwn(fixed, key),
  );
  const forms = Object.assign({}, ...contributions.map(({ jobs }) => jobs)) as KeyNodes;
  const forBoth = namesAt('job', contributions);
  const rootOnly = keys.filter(([key]) => !forBoth.has(key));
  return {
    languages: languagesOf(contributions),
    rootKeys: Object.fromEntries(rootOnly),
    jobKeys: Object.fromEntries(
      rootOnly
        .filter(([, node]) => isForJobs(node))
        .map(([key, node]) => [key, jobForm(node, forms[key])]),
    ),
    both: Object.fromEntries(keys.filter(([key]) => forBoth.has(key))),
    addons: mapsFirst(sorted(nodesAt('addons', contributions), addonOrder)),
    providers: nodesAt('deploy', contributions),
    kinds: sorted(nodesAt('notifications', contributions), kindOrder),
    services: servicesOf(contributions),
  };
}

/** Nodes by key, in the order in which the keys are first named, with the languages of all who name them. */
function nodesAt(place: Place, contributions: readonly YmlKeys[]): KeyNodes {
  const here = contributions.filter(({ at }) => namesakes(place).includes(at));
  const owners = ownersOf(here);
  const languages = new Map<string, string[]>();
  for (const contribution of here)
    for (const key of Object.keys(contribution.keys)) {
      if (!owners.has(key)) continue;
      const named = languages.get(key) ?? [];
      languages.set(key, [...named, ...languagesWith(contribution, key)]);
    }
  return Object.fromEntries(
    [...languages].map(([key, names]) => [key, underLanguages(owners.get(key) as KeyNode, names)]),
  );
}

/** Who defines a key in earnest goes before who only recognises it. */
function ownersOf(contributions: readonly YmlKeys[]): ReadonlyMap<string, KeyNode> {
  const owners = new Map<string, KeyNode>();
  const earnestFirst = contributions.toSorted(
    (a, b) => Number(a.fallback ?? false) - Number(b.fallback ?? false),
  );
  for (const { keys } of earnestFirst)
    for (const [key, node] of Object.entries(keys))
      if (node.type !== 'shared' && !owners.has(key)) owners.set(key, node);
  return owners;
}

function languagesWith({ keys, language }: YmlKeys, key: string): readonly string[] {
  const node = keys[key];
  if (node?.type === 'shared') return language ? [language.value] : [];
  return node?.only?.['language'] ?? [];
}

/** A key that has effect everywhere keeps it, whoever shares it. */
function underLanguages(node: KeyNode, names: readonly string[]): KeyNode {
  if (!node.only?.['language']) return node;
  return { ...node, only: { ...node.only, language: [...new Set(names)] } };
}

function namesAt(place: Place, contributions: readonly YmlKeys[]): ReadonlySet<string> {
  const here = contributions.filter(({ at }) => at === place);
  return new Set(here.flatMap(({ keys }) => Object.keys(keys)));
}

function isForJobs(node: KeyNode): boolean {
  return node.flags?.includes('expand') === true || node.only?.['language'] !== undefined;
}

/** Where a list is preferred so is a map beside it: it would be taken for the list's only item. */
function mapsFirst(nodes: KeyNodes): KeyNodes {
  const entries = Object.entries(nodes).map(([key, node]) => {
    if (node.type !== 'any') return [key, node] as const;
    const { any_of: forms } = node;
    const isLost = forms.some((form) => form.normal) && forms.some(isIdleMap);
    const all = forms.map((form) =>
      isLost && isIdleMap(form) ? { ...form, normal: true as const } : form,
    );
    return [key, { ...node, any_of: all }] as const;
  });
  return Object.fromEntries(entries);
}

const isIdleMap = (node: KeyNode): boolean => node.type === 'map' && !node.normal;

/** An axis is a single value in a job, unless its plugin gives another form. */
function jobForm(node: KeyNode, form?: KeyNode): KeyNode {
  const support = node.only ? { only: node.only } : {};
  if (form) return { ...form, ...support };
  if (node.type !== 'any' || !node.flags?.includes('expand')) return node;
  const single = node.any_of.find((other) => other.type !== 'seq') ?? node;
  const { aliases, summary, acts, inert } = node;
  const facts = { ...(summary && { summary }), ...(acts && { acts }), ...inertOf(inert) };
  return { ...single, ...support, ...(aliases && { aliases }), ...facts };
}

function sorted(nodes: KeyNodes, order: readonly string[]): KeyNodes {
  return Object.fromEntries(inOrder(Object.entries(nodes), order, ([key]) => key));
}

/** One value for each language, with the aliases of all who name it. */
function languagesOf(contributions: readonly YmlKeys[]): readonly KeyChoice[] {
  const aliases = new Map<string, ReadonlySet<string>>();
  const built = new Map<string, KeyChoice['inert']>();
  for (const { language, fallback } of contributions) {
    if (!language) continue;
    if (!fallback || !built.has(language.value)) built.set(language.value, language.inert);
    const known = aliases.get(language.value) ?? [];
    aliases.set(language.value, new Set([...known, ...(language.aliases ?? [])]));
  }
  return [...aliases].map(([value, names]) => ({
    value,
    ...(names.size > 0 && { aliases: [...names] }),
    ...inertOf(built.get(value)),
  }));
}

const inertOf = (inert: KeyChoice['inert']): Pick<KeyChoice, 'inert'> => (inert ? { inert } : {});

function servicesOf(contributions: readonly YmlKeys[]): readonly KeyChoice[] {
  const nodes = Object.entries(sorted(nodesAt('services', contributions), serviceOrder));
  return nodes.map(([value, { aliases, only, except, deprecated, inert }]) => ({
    value,
    ...(aliases && { aliases }),
    ...(only && { only }),
    ...(except && { except }),
    ...(deprecated && { deprecated }),
    ...inertOf(inert),
  }));
}
