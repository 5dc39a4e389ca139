import type { KeyNode } from '@turnpike/sdk';
import type { Doc } from '../doc.js';
import type { Place } from '../place.js';
import { validateAny } from './any.js';
import { validateList } from './list.js';
import { placeOfMap, validateMap } from './map.js';
import { validateScalar } from './scalar.js';
import type { Validated, Validation } from './validation.js';
import { spend } from '../../thread/fuse.js';

/** Checks a repaired value, reports, adds defaults; answers the plain value (sheet 4). */
export function validate(schema: KeyNode, doc: Doc, place: Place, context: Validation): Validated {
  spend();
  if (schema.type === 'any') return validateAny(schema, doc, place, context);
  const here = schema.type === 'map' ? placeOfMap(schema, doc, place) : place;
  for (const note of doc.notes ?? []) context.messages.add(here, note);
  if (schema.type === 'map') return validateMap(schema, doc, here, context);
  return schema.type === 'seq'
    ? validateList(schema, doc, here, context)
    : validateScalar(schema, doc, here, context);
}
