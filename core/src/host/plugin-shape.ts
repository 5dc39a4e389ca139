/** Is this a plugin? In words, what is wrong with it otherwise. */
import { coreConfig } from '../contracts/config.js';
import type { PluginDefinition } from '../contracts/plugin.js';
import { didYouMean } from '../config/suggest.js';

const MEMBERS = {
  id: 'string',
  summary: 'string',
  version: 'string',
  sdk: 'string',
  config: 'object',
  requires: 'object',
  permissions: 'object',
  offers: 'object',
  provides: 'function',
  replaceable: 'boolean',
  migrations: 'object',
  taps: 'function',
  on: 'object',
  sweep: 'object',
  routes: 'function',
  operations: 'object',
  upgrades: 'function',
  start: 'function',
  drain: 'function',
  stop: 'function',
  repositorySettings: 'object',
  ownerSettings: 'object',
  ui: 'object',
  live: 'object',
  texts: 'object',
  yml: 'object',
  notifier: 'object',
  provider: 'object',
  cli: 'object',
  backup: 'function',
} as const satisfies Record<keyof PluginDefinition, 'string' | 'object' | 'function' | 'boolean'>;

const ID = /^[a-z][a-z0-9_+-]*$/;

export function pluginShapeProblems(candidate: unknown): readonly string[] {
  if (typeof candidate !== 'object' || candidate === null) return ['This is no plugin.'];
  const { kind, definition } = candidate as { kind?: unknown; definition?: unknown };
  if (kind !== 'turnpike-plugin' || typeof definition !== 'object' || definition === null) {
    return ['This was not made by definePlugin.'];
  }
  const members = definition as Readonly<Record<string, unknown>>;
  return [...idProblems(members['id']), ...memberProblems(members), ...offerProblems(members)];
}

/** Could a plugin be called so? */
export const isPluginId = (id: string): boolean => ID.test(id) && !(id in coreConfig.shape);

function idProblems(id: unknown): readonly string[] {
  if (typeof id !== 'string' || !ID.test(id)) return [`Its id ${String(id)} is not kebab-case.`];
  return id in coreConfig.shape ? [`Its id ${id} is a key of the core's configuration.`] : [];
}

function memberProblems(members: Readonly<Record<string, unknown>>): readonly string[] {
  const isKnown = (name: string): name is keyof typeof MEMBERS => Object.hasOwn(MEMBERS, name);
  const wrong = Object.entries(members).flatMap(([name, value]) => {
    if (!isKnown(name)) {
      return [`${name} is no part of a plugin.${didYouMean(name, Object.keys(MEMBERS))}`];
    }
    if (value === undefined || typeof value === MEMBERS[name]) return [];
    return [`${name} must be a ${MEMBERS[name]}.`];
  });
  return typeof members['summary'] === 'string' ? wrong : [...wrong, 'It has no summary.'];
}

/** Without the list the tokens could not be checked before anything runs. */
function offerProblems(members: Readonly<Record<string, unknown>>): readonly string[] {
  const isComplete = members['provides'] === undefined || Array.isArray(members['offers']);
  return isComplete ? [] : ['It has `provides` but no list `offers` of the tokens it provides.'];
}
