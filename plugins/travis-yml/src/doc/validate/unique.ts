import type { ConfigValue, ListNode, MapNode } from '@turnpike/sdk';
import { asMap, fingerprint } from '../../matrix/equal.js';
import type { Place } from '../place.js';
import type { Validation } from './validation.js';

/** Reports values that several maps of a list share though the key is to be unique. */
export function reportShared(
  schema: ListNode,
  values: readonly ConfigValue[],
  place: Place,
  { messages }: Validation,
): void {
  const { items } = schema;
  if (items.type !== 'map' || values.length < 2) return;
  for (const [key, node] of Object.entries(items.keys ?? {})) {
    if (!node.flags?.includes('unique')) continue;
    const shared = repeated(values.map((value) => asMap(value)[key]));
    const args = { values: `${key}: ${shared.join(', ')}` };
    if (shared.length) messages.add(place, { level: 'info', code: 'duplicate', args });
  }
}

/** Reports items that a list to be unique holds several times. */
export function reportRepeated(
  values: readonly ConfigValue[],
  place: Place,
  { messages }: Validation,
): void {
  const shared = repeated(values);
  const args = { values: shared.join(', ') };
  if (shared.length) messages.add(place, { level: 'info', code: 'duplicate', args });
}

function repeated(values: readonly (ConfigValue | undefined)[]): string[] {
  const texts = values.filter((value) => typeof value === 'string');
  return [...new Set(texts.filter((text, index) => texts.indexOf(text) !== index))].toSorted(
    (a, b) => texts.indexOf(a) - texts.indexOf(b),
  );
}

/** Reports a map that stands elsewhere in the file with the same values. */
export function reportSeen(
  schema: MapNode,
  values: { readonly [key: string]: ConfigValue },
  place: Place,
  { messages, seen }: Validation,
): void {
  if (!schema.flags?.includes('unique_value_globally')) return;
  const text = fingerprint(values);
  const known = seen.get(place.names.at(-1) ?? '') ?? new Set<string>();
  if (known.has(text)) {
    const args = { values: Object.values(values) };
    messages.add(place, { level: 'error', code: 'duplicate', args });
  }
  seen.set(place.names.at(-1) ?? '', known.add(text));
}
