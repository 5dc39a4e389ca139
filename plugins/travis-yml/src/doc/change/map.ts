import type { MapNode } from '@turnpike/sdk';
import { indexOf } from '../../schema/index-keys.js';
import type { DocContext } from '../context.js';
import { withNotes, type Doc, type DocEntry, type DocMap } from '../doc.js';
import { changeCache } from './cache.js';
import { changeEnabled } from './enable.js';
import { inherit } from './inherit.js';
import { repairKeys } from './keys.js';
import { pick } from './pick.js';
import { prefix } from './prefix.js';

/** Keys, shapes of the cache, switches, main key, lists, inherited values; then each child. */
export function changeMap(schema: MapNode, doc: Doc, context: DocContext): Doc {
  let changed = doc.type === 'map' ? repairKeys(schema, doc, context) : doc;
  if (has(schema, 'cache')) changed = changeCache(schema, changed, context);
  if (has(schema, 'enable')) changed = changeEnabled(changed);
  changed = prefix(schema, changed, context);
  const picked = pick(schema, changed, context);
  if (picked !== changed && picked.type === 'map') return changePicked(schema, picked, context);
  changed = picked;
  if (changed.type !== 'map') return changed;
  const filled = has(schema, 'inherit') ? inherit(schema, changed, context) : changed;
  return changeChildren(schema, filled, context);
}

/**
 * The map that a list was cut to. With defaults on, Travis repairs the keys of a copy of it, to see
 * whether it fits, and goes on with what was written: the repairs are reported, and not made.
 */
function changePicked(schema: MapNode, doc: DocMap, context: DocContext): Doc {
  if (!context.options.defaults) return changeMap(schema, doc, context);
  const { notes = [] } = repairKeys(schema, { ...doc, notes: [] }, context);
  return changeChildren(schema, withNotes(doc, ...notes), context);
}

function has(schema: MapNode, name: string): boolean {
  return schema.changes?.some((step) => step.change === name) ?? false;
}

function changeChildren(schema: MapNode, doc: DocMap, context: DocContext): DocMap {
  const { keys } = indexOf(schema);
  const entries = doc.entries.map((entry): DocEntry => {
    const child = Object.hasOwn(keys, entry.key.name) ? keys[entry.key.name] : schema.any_key;
    return child ? { ...entry, value: context.change(child, entry.value, context) } : entry;
  });
  return { ...doc, entries };
}
