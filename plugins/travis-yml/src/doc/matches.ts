import type { KeyNode, MapNode, StringNode } from '@turnpike/sdk';
import type { Key } from '../yaml/raw.js';
import { scalarText, type Doc, type DocEntry, type DocMap } from './doc.js';

/** Is the value, after repair, of the kind that the node describes? Nested values may still err. */
export function matches(schema: KeyNode, doc: Doc): boolean {
  if (doc.type === 'none') return true;
  switch (schema.type) {
    case 'any':
      return schema.any_of.some((other) => matches(other, doc));
    case 'map':
      return matchesMap(schema, doc);
    case 'seq':
      return doc.type === 'seq' && doc.items.every((item) => matches(schema.items, item));
    case 'str':
      return doc.type === 'str' && matchesText(schema, scalarText(doc));
    case 'secure':
      return doc.type === 'secure' || (doc.type === 'str' && schema.max_size === undefined);
    default:
      return doc.type === schema.type;
  }
}

function matchesText(schema: StringNode, text: string): boolean {
  return schema.format === undefined || new RegExp(schema.format, 'm').test(text);
}

function matchesMap(schema: MapNode, doc: Doc): boolean {
  if (doc.type !== 'map') return false;
  if (doc.entries.some((entry) => isPlaceholder(schema, entry))) return false;
  return schema.strict === false || doc.entries.every(({ key }) => isKnownOrFree(schema, key));
}

/** A required key that is missing, in maps that only that key tells apart. */
function isPlaceholder(schema: MapNode, { key, value }: DocEntry): boolean {
  const isMissing = value.type === 'none' && key.line === undefined;
  return isMissing && schema.strict === false && !!schema.required?.includes(key.name);
}

/** Keys that are never reported do not tell alternatives apart. */
function isKnownOrFree(schema: MapNode, { name, anchor }: Key): boolean {
  const isFree = name.startsWith('_') || name.startsWith('.') || anchor === true;
  return isFree || Object.hasOwn(schema.keys ?? {}, name);
}

/** Does the value match with all that is in it? */
export function matchesDeep(schema: KeyNode, doc: Doc): boolean {
  if (schema.type === 'any') return schema.any_of.some((other) => matchesDeep(other, doc));
  if (!matches(schema, doc)) return false;
  if (schema.type === 'seq' && doc.type === 'seq')
    return doc.items.every((item) => matchesDeep(schema.items, item));
  return schema.type !== 'map' || doc.type !== 'map' || matchesEntries(schema, doc);
}

/** Values under free keys may be anything. */
function matchesEntries(schema: MapNode, doc: DocMap): boolean {
  const format = new RegExp(schema.format ?? '');
  return doc.entries.every(({ key, value }) => {
    const node = Object.hasOwn(schema.keys ?? {}, key.name) ? schema.keys?.[key.name] : undefined;
    return node ? matchesDeep(node, value) : format.test(key.name);
  });
}
