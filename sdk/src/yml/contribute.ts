/** What languages, add-ons, services and deploy providers add to the configuration language. */
import type {
  AddonDefinition,
  DeployDefinition,
  KeyChoice,
  KeyNode,
  KeyNodes,
  LanguageDefinition,
  LanguageKeys,
  ServiceDefinition,
  SharedKey,
  YmlKeys,
} from '@turnpike/core/contracts';
import { axis, text } from './nodes.js';

export function languageKeys(definition: LanguageDefinition): readonly YmlKeys[] {
  const { id, yml = keysOfMatrix(definition) } = definition;
  return [yml].flat().map((keys) => contributionOf(id, keys));
}

function keysOfMatrix({ aliases = [], matrix = [] }: LanguageDefinition): LanguageKeys {
  const keys = Object.fromEntries(matrix.map((key) => [key, axis(text)]));
  return { keys, ...(aliases.length > 0 && { aliases }) };
}

function contributionOf(
  id: string,
  { value = id, aliases, keys = {}, jobs }: LanguageKeys,
): YmlKeys {
  const own = Object.entries(keys).map(([key, node]) => [key, underLanguage(node, value)] as const);
  const language = { value, ...(aliases && { aliases }) };
  return { at: 'root', language, keys: Object.fromEntries(own), ...(jobs && { jobs }) };
}

function underLanguage(node: KeyNode | SharedKey, language: string): KeyNode | SharedKey {
  return node.type === 'shared' ? node : { ...node, only: { ...node.only, language: [language] } };
}

export function addonKeys(definitions: readonly AddonDefinition[]): readonly YmlKeys[] {
  return at('addons', definitions);
}

export function deployKeys(definitions: readonly DeployDefinition[]): readonly YmlKeys[] {
  return at('deploy', definitions);
}

export function serviceKeys(definitions: readonly ServiceDefinition[]): readonly YmlKeys[] {
  const named = definitions.flatMap(({ yml }) => (yml ? [serviceNode(yml)] : []));
  return at('services', named);
}

function serviceNode({ value, aliases, ...rest }: KeyChoice): { id: string; yml: KeyNode } {
  const { only, except, deprecated } = rest;
  const conditions = { ...(only && { only }), ...(except && { except }) };
  const more = { ...(aliases && { aliases }), ...(deprecated && { deprecated }) };
  return { id: String(value), yml: { ...text, ...more, ...conditions } };
}

function at(
  place: YmlKeys['at'],
  definitions: readonly {
    readonly id: string;
    readonly summary?: string;
    readonly yml?: KeyNode;
  }[],
): readonly YmlKeys[] {
  const keys: KeyNodes = Object.fromEntries(
    definitions.flatMap(({ id, yml, summary }) =>
      yml ? [[id, { ...(summary && { summary }), ...yml }] as const] : [],
    ),
  );
  return Object.keys(keys).length > 0 ? [{ at: place, keys }] : [];
}
