import type { BooleanNode, NumberNode, SecureNode, StringNode } from '@turnpike/sdk';
import type { DocContext } from '../context.js';
import { isScalar, scalarText, withNotes, type Doc, type DocScalar } from '../doc.js';
import { cast } from './cast.js';
import { pick } from './pick.js';
import { repairValue } from './value.js';

type ScalarNode = StringNode | NumberNode | BooleanNode | SecureNode;

/** Lists are cut, then cast, lower-cased, compared with the allowed values. */
export function changeScalar(schema: ScalarNode, doc: Doc, context: DocContext): Doc {
  const picked = pick(schema, doc, context);
  if (!isScalar(picked)) return picked;
  const value = cast(schema.type, picked);
  if (schema.type !== 'str' || value.type !== 'str') return value;
  return repairValue(schema, downcased(schema, value), context);
}

function downcased(schema: StringNode, doc: DocScalar): DocScalar {
  const text = scalarText(doc);
  const lower = text.toLowerCase();
  if (!schema.downcase || lower === text) return doc;
  const note = { level: 'info', code: 'downcase', args: { value: text } } as const;
  return withNotes({ ...doc, value: lower }, note);
}
