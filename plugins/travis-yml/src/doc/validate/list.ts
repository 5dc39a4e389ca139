import type { ConfigValue, ListNode } from '@turnpike/sdk';
import type { Doc } from '../doc.js';
import type { Place } from '../place.js';
import { absent, invalidType, validate, type Validated, type Validation } from './validator.js';

/** Each item by itself; what is missing or empty goes. */
export function validateList(
  schema: ListNode,
  doc: Doc,
  place: Place,
  context: Validation,
): Validated {
  if (doc.type === 'none') return [];
  if (doc.type !== 'seq') return invalidType('seq', doc, place, context);
  if (doc.items.length === 0) reportEmpty(place, context);
  const values = doc.items.map((item) => validate(schema.items, item, place, context));
  return values.filter((value): value is ConfigValue => value !== absent && value !== null);
}

function reportEmpty(place: Place, { messages, options }: Validation): void {
  const key = place.names.join('.');
  if (options.empty) messages.add(place, { level: 'warn', code: 'empty', args: { key } });
}
