import type { KeyNode, MapNode, StringNode } from '@turnpike/sdk';
import type { Key } from '../yaml/raw.js';
import { scalarText, type Doc } from './doc.js';

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
  // Where all keys are free, an encrypted value passes for a map.
  if (doc.type === 'secure') return schema.strict === false && !schema.any_key;
  if (doc.type !== 'map') return false;
  return schema.strict === false || doc.entries.every(({ key }) => isKnownOrFree(schema, key));
}

/** Keys that are never reported do not tell alternatives apart. */
function isKnownOrFree(schema: MapNode, { name, anchor }: Key): boolean {
  const isFree = name.startsWith('_') || name.startsWith('.') || anchor === true;
  return isFree || Object.hasOwn(schema.keys ?? {}, name);
}
