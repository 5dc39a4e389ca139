import type { MapNode } from '@turnpike/sdk';
import { findWord } from '../../spelling/match.js';
import type { DocContext } from '../context.js';
import { isScalar, scalarText, withNotes, type Doc, type DocEntry, type DocMap } from '../doc.js';
import type { Note } from '../doc.js';

/** A text or list of kinds becomes `{kind: true}`; other texts are directories. */
export function changeCache(schema: MapNode, doc: Doc, context: DocContext): Doc {
  if (doc.type === 'str') return cacheMap(schema, [doc], doc.notes, context);
  if (doc.type === 'seq') return cacheMap(schema, doc.items, doc.notes, context);
  return doc;
}

function cacheMap(
  schema: MapNode,
  items: readonly Doc[],
  notes: readonly Note[] = [],
  context: DocContext,
): DocMap {
  const parts = items.map((item) => partOf(schema, item, context));
  const found = parts.flatMap((part) => part.notes ?? []);
  return withNotes({ type: 'map', entries: joined(parts) }, ...notes, ...found);
}

/** One item as a map: a kind that is on, a map as it is, else a directory. */
function partOf(schema: MapNode, item: Doc, context: DocContext): DocMap {
  if (item.type === 'map') return item;
  if (item.type === 'seq') return cacheMap(schema, item.items, item.notes, context);
  const kind = isScalar(item) ? kindOf(schema, scalarText(item), context) : undefined;
  const entry = kind ? on(kind.name) : { key: { name: 'directories' }, value: listOf([item]) };
  return withNotes({ type: 'map', entries: [entry] }, ...(kind?.note ? [kind.note] : []));
}

const listOf = (items: readonly Doc[]): Doc => ({ type: 'seq', items });

/** Keys of all parts; directories of several parts are one list. */
function joined(parts: readonly DocMap[]): DocEntry[] {
  const entries = new Map<string, DocEntry>();
  for (const entry of parts.flatMap((part) => part.entries)) {
    const known = entries.get(entry.key.name);
    const isList = entry.key.name === 'directories' && known;
    entries.set(
      entry.key.name,
      isList ? { ...entry, value: listOf([known.value, entry.value]) } : entry,
    );
  }
  return [...entries.values()];
}

const on = (name: string): DocEntry => ({ key: { name }, value: { type: 'bool', value: true } });

function kindOf(
  schema: MapNode,
  text: string,
  context: DocContext,
): { readonly name: string; readonly note?: Note } | undefined {
  const kinds = Object.keys(schema.keys ?? {}).filter((key) => schema.keys?.[key]?.type === 'bool');
  if (kinds.includes(text)) return { name: text };
  const found = context.options.fix ? findWord(kinds, text, new Set()) : undefined;
  if (found === undefined) return undefined;
  const args = { original: text, value: found };
  return { name: found, note: { level: 'info', code: 'find_value', args } };
}
