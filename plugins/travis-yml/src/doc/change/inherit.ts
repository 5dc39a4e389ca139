import type { KeyNode, MapNode } from '@turnpike/sdk';
import { indexOf } from '../../schema/index-keys.js';
import type { DocContext } from '../context.js';
import { entryOf, withNotes, type Doc, type DocEntry, type DocMap, type Note } from '../doc.js';

/** Values of the map that its children take where they lack them (`notifications.on_success`). */
export function inherit(schema: MapNode, doc: DocMap, context: DocContext): DocMap {
  const names = schema.changes?.find((step) => step.change === 'inherit')?.['keys'] as string[];
  const shared = names.flatMap((name) => entryOf(doc, name) ?? []);
  if (shared.length === 0) return doc;
  const { keys } = indexOf(schema);
  const own = doc.entries.filter(({ key }) => !names.includes(key.name));
  const entries = own.map((entry) => {
    const node = keys[entry.key.name];
    return node ? { ...entry, value: give(node, entry.value, shared, context) } : entry;
  });
  const notes = shared.flatMap((entry) => notesOf(keys[entry.key.name], entry, context));
  return withNotes({ ...doc, entries }, ...notes);
}

/** What is wrong with a shared value is said where it stood, too. */
function notesOf(node: KeyNode | undefined, { key, value }: DocEntry, context: DocContext): Note[] {
  const notes = node ? context.change(node, value, context).notes : undefined;
  return (notes ?? []).map((note) => ({ ...note, at: key, under: [key.name] }));
}

/** Texts and switches are turned into the kind's map first; lists are left alone. */
function give(node: KeyNode, doc: Doc, shared: readonly DocEntry[], context: DocContext): Doc {
  const map = mapIn(node);
  const value =
    map && doc.type !== 'seq' && doc.type !== 'none' ? context.change(map, doc, context) : doc;
  if (value.type !== 'map') return doc;
  const lacking = shared.filter(({ key }) => !entryOf(value, key.name));
  const base = doc.type === 'map' ? doc : value;
  return { ...base, entries: [...base.entries, ...lacking] };
}

function mapIn(node: KeyNode): MapNode | undefined {
  if (node.type === 'map') return node;
  if (node.type !== 'any') return undefined;
  for (const other of node.any_of) {
    const map = mapIn(other);
    if (map) return map;
  }
  return undefined;
}
