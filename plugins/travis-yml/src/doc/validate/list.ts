import type { ConfigValue, ListNode } from '@turnpike/sdk';
import type { Doc, DocList } from '../doc.js';
import { asMap } from '../../matrix/equal.js';
import { below, type Place } from '../place.js';
import { reportShared } from './unique.js';
import { absent, invalidType, type Validated, type Validation } from './validation.js';

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
  for (const note of doc.items.flatMap((item) => item.notes ?? []))
    context.messages.add(renamedPlace(doc, place), note);
  const values = doc.items.map((item) =>
    compact(schema, context.validate(schema.items, { ...item, notes: [] }, place, context)),
  );
  const kept = values.filter((value): value is ConfigValue => value !== absent && value !== null);
  reportShared(schema, kept, place, context);
  return kept;
}

/** What was found while repairing the items of a renamed key still shows its old name. */
function renamedPlace({ was }: DocList, place: Place): Place {
  return was === undefined ? place : below(place, { ...place.key, name: was });
}

/** Maps in lists lose their keys without a value, but for free ones. */
function compact({ items }: ListNode, value: Validated): Validated {
  if (items.type !== 'map' || value === absent || Object.keys(asMap(value)).length === 0)
    return value;
  const filled = Object.entries(asMap(value)).filter(([, item]) => item !== null);
  return filled.length ? Object.fromEntries(filled) : absent;
}

function reportEmpty(place: Place, { messages, options }: Validation): void {
  const key = place.names.join('.');
  if (options.empty) messages.add(place, { level: 'warn', code: 'empty', args: { key } });
}
