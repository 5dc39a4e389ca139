import type { MapNode } from '@turnpike/sdk';
import { entryOf, type Doc, type DocEntry, type DocMap } from '../doc.js';

/** Values of the map that its children take where they lack them (`notifications.on_success`). */
export function inherit(schema: MapNode, doc: DocMap): DocMap {
  const names = schema.changes?.find(({ change }) => change === 'inherit')?.['keys'] as string[];
  const shared = names.flatMap((name) => entryOf(doc, name) ?? []);
  if (shared.length === 0) return doc;
  const own = doc.entries.filter(({ key }) => !names.includes(key.name));
  return { ...doc, entries: own.map((entry) => ({ ...entry, value: give(entry.value, shared) })) };
}

function give(doc: Doc, shared: readonly DocEntry[]): Doc {
  if (doc.type === 'seq') return { ...doc, items: doc.items.map((item) => give(item, shared)) };
  if (doc.type !== 'map') return doc;
  const lacking = shared.filter(({ key }) => !entryOf(doc, key.name));
  return { ...doc, entries: [...doc.entries, ...lacking] };
}
