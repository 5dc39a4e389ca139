import type { KeyNode, MapNode } from '@turnpike/sdk';
import { indexOf } from '../../schema/index-keys.js';
import type { DocContext } from '../context.js';
import { entryOf, type Doc, withNotes, type DocEntry, type DocMap, type Note } from '../doc.js';
import { matchesDeep } from '../matches.js';
import { inherit } from './inherit.js';

/** A value that is not the map gets under the map's main key, if it fits there. */
export function prefix(schema: MapNode, doc: Doc, context: DocContext): Doc {
  const main = schema.prefix;
  const target = main && schema.keys?.[main.key];
  if (!target || isBlank(doc)) return doc;
  if (main.only && !main.only.includes(doc.type)) return doc;
  if (doc.type === 'map') return prefixMap(schema, main.key, target, doc, context);
  const changed = context.change(target, doc, context);
  return matchesDeep(target, changed) ? under(main.key, doc) : tried(doc, main.key, changed);
}

/** What was found while trying stays reported, where it would have stood. */
function tried<T extends Doc>(doc: T, key: string, changed: Doc): T {
  return withNotes(doc, ...notesWithin(changed, [key]));
}

function notesWithin(doc: Doc, path: readonly string[]): Note[] {
  const own = (doc.notes ?? []).map((note) => ({
    ...note,
    under: [...path, ...(note.under ?? [])],
  }));
  if (doc.type === 'seq') return [...own, ...doc.items.flatMap((item) => notesWithin(item, path))];
  if (doc.type !== 'map') return own;
  const inner = doc.entries.flatMap(({ key, value }) =>
    notesWithin(value, [...path, key.name]).map((note) => ({ ...note, at: note.at ?? key })),
  );
  return [...own, ...inner];
}

const isBlank = (doc: Doc): boolean =>
  doc.type === 'none' ||
  (doc.type === 'str' && doc.value === '') ||
  (doc.type === 'seq' && doc.items.length === 0);

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
  const inner = rebuilt(others);
  const moved: DocMap = { ...doc, entries: [...own, { key: { name: main }, value: inner }] };
  if (matchesDeep(target, context.change(target, inner, context))) return moved;
  const given = entryOf(inheriting(schema, moved, context), main)?.value ?? inner;
  return tried(doc, main, context.change(target, given, context));
}

/** While it is tried, what is under the main key has what it would inherit there. */
function inheriting(schema: MapNode, moved: DocMap, context: DocContext): DocMap {
  const inherits = schema.changes?.some(({ change }) => change === 'inherit');
  return inherits ? inherit(schema, moved, context) : moved;
}

/** A map that is left with the single key `secure` is an encrypted value. */
function rebuilt(entries: readonly DocEntry[]): Doc {
  const [first] = entries;
  const isSecure = first && entries.length === 1 && first.key.name === 'secure';
  return isSecure ? { type: 'secure', value: first.value } : { type: 'map', entries };
}

function split(
  entries: readonly DocEntry[],
  test: (entry: DocEntry) => boolean,
): readonly [readonly DocEntry[], readonly DocEntry[]] {
  return [entries.filter(test), entries.filter((entry) => !test(entry))];
}
