import type { KeyNode, MapNode } from '@turnpike/sdk';
import { indexOf } from '../../schema/index-keys.js';
import type { DocContext } from '../context.js';
import { entryOf, type Doc, type DocEntry, type DocList, type DocMap } from '../doc.js';
import { matches } from '../matches.js';
import { change } from './change.js';
import { repairKeys } from './keys.js';

/** A value that is not the map gets under the map's main key, if it fits there. */
export function prefix(schema: MapNode, doc: Doc, context: DocContext): Doc {
  const main = schema.prefix;
  const target = main && schema.keys?.[main.key];
  if (!target || doc.type === 'none') return doc;
  if (main.only && !main.only.includes(doc.type)) return doc;
  if (doc.type === 'map') return prefixMap(schema, main.key, target, doc, context);
  if (doc.type === 'seq' && holdsOwnMap(schema, doc, context)) return doc;
  return matches(target, change(target, doc, context)) ? under(main.key, doc) : doc;
}

/** A list of the map itself, rather than of the main key's values. */
function holdsOwnMap(schema: MapNode, { items }: DocList, context: DocContext): boolean {
  const [first] = items;
  if (first?.type !== 'map') return false;
  const { keys } = indexOf(schema);
  return repairKeys(schema, first, context).entries.some(
    ({ key }) => key.line !== undefined && Object.hasOwn(keys, key.name),
  );
}

function under(key: string, value: Doc): DocMap {
  return { type: 'map', entries: [{ key: { name: key }, value }] };
}

/** Keys that are not the map's own move below the main key where they are known there. */
function prefixMap(
  schema: MapNode,
  main: string,
  target: KeyNode,
  doc: DocMap,
  context: DocContext,
): Doc {
  const { keys } = indexOf(schema);
  const [own, others] = split(doc.entries, ({ key }) => Object.hasOwn(keys, key.name));
  if (others.length === 0 || entryOf(doc, main)) return doc;
  const inner: DocMap = { type: 'map', entries: others };
  if (!matches(target, change(target, inner, context))) return doc;
  return { ...doc, entries: [...own, { key: { name: main }, value: inner }] };
}

function split(
  entries: readonly DocEntry[],
  test: (entry: DocEntry) => boolean,
): readonly [readonly DocEntry[], readonly DocEntry[]] {
  return [entries.filter(test), entries.filter((entry) => !test(entry))];
}
