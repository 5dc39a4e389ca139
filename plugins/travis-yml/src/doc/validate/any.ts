import type { ChoiceNode, KeyNode } from '@turnpike/sdk';
import { candidatesOf } from '../change/candidates.js';
import type { Doc } from '../doc.js';
import { matches } from '../matches.js';
import type { Place } from '../place.js';
import { reportRepeated } from './unique.js';
import type { Validated, Validation } from './validation.js';

/** The alternative that the value is of; the first one if it is of none. */
export function validateAny(
  schema: ChoiceNode,
  doc: Doc,
  place: Place,
  context: Validation,
): Validated {
  const result = context.validate(chosen(schema, doc, context), doc, place, context);
  if (schema.flags?.includes('unique') && Array.isArray(result))
    reportRepeated(result, place, context);
  return result;
}

function chosen(schema: ChoiceNode, doc: Doc, context: Validation): KeyNode {
  const candidates = candidatesOf(schema, doc, context);
  const fitting = candidates.find((node) => matches(node, doc));
  return fitting ?? candidates[0] ?? (schema.any_of[0] as KeyNode);
}
