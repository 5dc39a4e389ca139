import type { KeyNode } from '@turnpike/sdk';
import type { DocContext } from '../context.js';
import { valueOfDoc, withNotes, type Doc } from '../doc.js';
import { matches } from '../matches.js';
import { change } from './change.js';
import { repairKeys } from './keys.js';

/** A list where one value is due: its first item, if that fits. */
export function pick(schema: KeyNode, doc: Doc, context: DocContext): Doc {
  if (doc.type !== 'seq' || doc === context.uncut) return doc;
  const [first] = doc.items;
  if (!first) return doc;
  const changed = change(schema, first, context);
  if (!matches(schema, changed)) return doc;
  const shown =
    first.type === 'map' && schema.type === 'map' ? repairKeys(schema, first, context) : changed;
  const args = { value: valueOfDoc(shown) };
  return withNotes(first, { level: 'warn', code: 'unexpected_seq', args });
}
