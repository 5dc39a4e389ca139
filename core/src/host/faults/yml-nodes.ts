/** Keys of the configuration language: a misspelt place or type would be no key at all, without a word. */
import type { AnyDefinition } from '../unit.js';
import { isObject, oneOf, shown, type Finding } from './fault.js';

const PLACES = ['root', 'job', 'addons', 'deploy', 'notifications', 'services'];
const TYPES = ['any', 'bool', 'map', 'num', 'secure', 'seq', 'str'];
const FLAGS = ['internal', 'edge', 'expand', 'unique', 'unique_value_globally'];
const INERT = [undefined, 'refused', 'limited'];

export function ymlFindings({ yml = [] }: AnyDefinition): readonly Finding[] {
  const list: readonly unknown[] = Array.isArray(yml) ? (yml as unknown[]) : [yml];
  return list.flatMap((one, index) => {
    const at = `yml[${index}]`;
    if (!isObject(one)) return [{ at, what: `is ${shown(one)}.`, wayOut: CONTRIBUTION }];
    const { keys, jobs = {} } = one;
    return [
      ...oneOf(`${at}.at`, one['at'], PLACES),
      ...(isObject(keys)
        ? nodes(`${at}.keys`, keys, true)
        : [{ at: `${at}.keys`, what: `is ${shown(keys)}.`, wayOut: CONTRIBUTION }]),
      ...(isObject(jobs) ? nodes(`${at}.jobs`, jobs) : []),
    ];
  });
}
const CONTRIBUTION = "{ at: 'root', keys: { … } }, with words of '@turnpike/sdk/yml'.";

function nodes(
  at: string,
  keys: Readonly<Record<string, unknown>>,
  mayShare = false,
): readonly Finding[] {
  return Object.entries(keys).flatMap(([key, one]) => node(`${at}.${key}`, one, mayShare));
}

function node(at: string, value: unknown, mayShare = false): readonly Finding[] {
  if (!isObject(value)) {
    const wayOut = "Use a word of '@turnpike/sdk/yml': text(), list(text()), map({ … }).";
    return [{ at, what: `is ${shown(value)}, no node.`, wayOut }];
  }
  if (mayShare && value['type'] === 'shared') return [];
  const { type, flags = [], inert } = value;
  return [
    ...oneOf(`${at}.type`, type, TYPES),
    ...(flags as unknown[]).flatMap((flag) => oneOf(`${at}.flags`, flag, FLAGS)),
    ...(isObject(inert) && !INERT.includes(inert['how'] as string)
      ? oneOf(`${at}.inert.how`, inert['how'], ['refused', 'limited'])
      : []),
    ...patterns(at, value),
    ...inside(at, value),
  ];
}

/** What a node holds, by its type. */
function inside(at: string, value: Readonly<Record<string, unknown>>): readonly Finding[] {
  switch (value['type']) {
    case 'seq':
      return node(`${at}.items`, value['items']);
    case 'map':
      return mapInside(at, value);
    case 'any':
      return alternatives(at, value['any_of']);
    case 'str':
    case 'bool':
      return choices(at, value);
    default:
      return [];
  }
}

function mapInside(at: string, value: Readonly<Record<string, unknown>>): readonly Finding[] {
  const { keys = {}, any_key: other, required = [], prefix } = value;
  const names = isObject(keys) ? Object.keys(keys) : [];
  const named = [...(required as unknown[]), ...(isObject(prefix) ? [prefix['key']] : [])];
  return [
    ...(isObject(keys) ? nodes(`${at}.keys`, keys) : []),
    ...(other === undefined ? [] : node(`${at}.any_key`, other)),
    ...(other === undefined
      ? named.flatMap((key) => oneOf(`${at}, a key it names,`, key, names))
      : []),
  ];
}

function alternatives(at: string, list: unknown): readonly Finding[] {
  if (Array.isArray(list) && list.length > 0)
    return (list as unknown[]).flatMap((one, index) => node(`${at}.any_of[${index}]`, one));
  return [{ at: `${at}.any_of`, what: `is ${shown(list)}.`, wayOut: 'List the nodes it may be.' }];
}

/** A default that is none of its values would be said to be wrong in every file. */
function choices(at: string, value: Readonly<Record<string, unknown>>): readonly Finding[] {
  const { values, defaults = [] } = value;
  if (!Array.isArray(values) || !Array.isArray(defaults)) return [];
  const known = (values as unknown[]).flatMap((one) =>
    isObject(one)
      ? [String(one['value']), ...((one['aliases'] as string[] | undefined) ?? [])]
      : [],
  );
  return (defaults as unknown[]).flatMap((one) =>
    oneOf(`${at}.defaults`, isObject(one) ? one['value'] : one, known),
  );
}

function patterns(at: string, { format }: Readonly<Record<string, unknown>>): readonly Finding[] {
  if (format === undefined) return [];
  try {
    new RegExp(String(format));
    return [];
  } catch (error) {
    const what = `is no pattern: ${(error as Error).message}.`;
    return [{ at: `${at}.format`, what, wayOut: 'Correct the regular expression.' }];
  }
}
