import type { MapNode } from '@turnpike/sdk';
import { findWord } from '../../spelling/match.js';
import type { DocContext } from '../context.js';
import { isScalar, scalarText, withNotes } from '../doc.js';
import type { Doc, DocEntry, DocMap, DocScalar, Note } from '../doc.js';

/** A text or list of kinds becomes `{kind: true}`; other texts are directories. */
export function changeCache(schema: MapNode, doc: Doc, context: DocContext): Doc {
  if (doc.type === 'str') return spelled(schema, doc, context);
  return doc.type === 'seq' ? cacheMap(schema, doc.items, doc.notes) : doc;
}

/** A text alone may be a misspelt kind; in a list it is a directory. */
function spelled(schema: MapNode, doc: DocScalar, { options }: DocContext): Doc {
  const text = scalarText(doc);
  const kinds = kindsOf(schema).filter((kind) => kind !== 'edge');
  const kind = kinds.includes(text) || !options.fix ? text : findWord(kinds, text, nothing);
  if (kind === undefined || kind === text) return cacheMap(schema, [doc], doc.notes);
  const args = { original: text, value: kind };
  return withNotes({ type: 'map', entries: [on(kind)] }, ...(doc.notes ?? []), {
    level: 'info',
    code: 'find_value',
    args,
  });
}

const nothing: ReadonlySet<string> = new Set();

function cacheMap(schema: MapNode, items: readonly Doc[], notes: readonly Note[] = []): DocMap {
  const parts = items.map((item) => partOf(schema, item));
  return withNotes({ type: 'map', entries: joined(parts) }, ...notes);
}

/** One item as a map: a kind that is on, a map as it is, else a directory. */
function partOf(schema: MapNode, item: Doc): DocMap {
  if (item.type === 'map') return item;
  if (item.type === 'seq') return cacheMap(schema, item.items, item.notes);
  const isKind = isScalar(item) && kindsOf(schema).includes(scalarText(item));
  const entry = isKind
    ? on(scalarText(item))
    : { key: { name: 'directories' }, value: listOf([item]) };
  return { type: 'map', entries: [entry] };
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

function kindsOf({ keys = {} }: MapNode): string[] {
  return Object.keys(keys).filter((key) => keys[key]?.type === 'bool');
}
