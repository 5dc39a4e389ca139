import type { KeyNode } from '@turnpike/sdk';
import type { DocContext } from '../context.js';
import { valueOfDoc, withNotes, type Doc, type Note } from '../doc.js';
import { matches } from '../matches.js';
import { repairKeys } from './keys.js';

/** A list where one value is due: its first item, if that fits. */
export function pick(schema: KeyNode, doc: Doc, context: DocContext): Doc {
  if (doc.type !== 'seq' || doc === context.uncut) return doc;
  const [first] = doc.items;
  if (!first) return doc;
  const changed = context.change(schema, first, context);
  if (!matches(schema, changed)) return doc;
  const args = { value: valueOfDoc(shown(schema, first, changed, context)) };
  const note: Note = { level: 'warn', code: 'unexpected_seq', args };
  return withNotes(first, ...(doc.notes ?? []), note);
}

/** The message shows the item repaired, but not cast, nor what a map holds. */
function shown(schema: KeyNode, first: Doc, changed: Doc, context: DocContext): Doc {
  if (first.type !== changed.type) return first;
  if (first.type !== 'map' || schema.type !== 'map') return changed;
  if (context.options.defaults) return first;
  return repairKeys(schema, first, context);
}
