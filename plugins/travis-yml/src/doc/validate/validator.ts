import type { ConfigValue, KeyNode } from '@turnpike/sdk';
import type { DocContext } from '../context.js';
import { valueOfDoc, type Doc } from '../doc.js';
import type { Messages } from '../messages.js';
import type { Place } from '../place.js';
import type { SupportFacts } from '../support.js';
import { validateAny } from './any.js';
import { validateList } from './list.js';
import { placeOfMap, validateMap } from './map.js';
import { validateScalar } from './scalar.js';

/** A value that the `drop` option removed, or a missing one. */
export const absent = Symbol('absent');

export type Validated = ConfigValue | typeof absent;

/** What one validation shares: the messages it finds, and the root's values. */
export interface Validation extends DocContext {
  readonly messages: Messages;
  readonly facts: SupportFacts;
  /** Values that must not occur twice, by the flag's scope. */
  readonly seen: Map<string, Set<string>>;
}

/** Checks a repaired value, reports, adds defaults; answers the plain value (sheet 4). */
export function validate(schema: KeyNode, doc: Doc, place: Place, context: Validation): Validated {
  if (schema.type === 'any') return validateAny(schema, doc, place, context);
  const here = schema.type === 'map' ? placeOfMap(schema, doc, place) : place;
  for (const note of doc.notes ?? []) context.messages.add(here, note);
  if (schema.type === 'map') return validateMap(schema, doc, here, context);
  return schema.type === 'seq'
    ? validateList(schema, doc, here, context)
    : validateScalar(schema, doc, here, context);
}

/** Reports a value of the wrong type. */
export function invalidType(
  expected: string,
  doc: Doc,
  place: Place,
  { messages, options }: Validation,
): Validated {
  const args = { expected, actual: doc.type, value: valueOfDoc(doc) };
  const note = { level: 'error', code: 'invalid_type', args } as const;
  messages.add(place, note, ...(doc.type === 'secure' ? ['secure'] : []));
  return options.drop ? absent : valueOfDoc(doc);
}
