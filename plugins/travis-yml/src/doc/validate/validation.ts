import type { ConfigValue, KeyNode } from '@turnpike/sdk';
import type { DocContext } from '../context.js';
import { valueOfDoc, type Doc } from '../doc.js';
import type { Messages } from '../messages.js';
import type { Place } from '../place.js';
import type { SupportFacts } from '../support.js';

/** A value that the `drop` option removed, or a missing one. */
export const absent = Symbol('absent');

export type Validated = ConfigValue | typeof absent;

/** Checks a repaired value, reports what it finds, answers the plain value. */
export type Validate = (schema: KeyNode, doc: Doc, place: Place, context: Validation) => Validated;

/** What one validation shares: the messages it finds, and the root's values. */
export interface Validation extends DocContext {
  readonly messages: Messages;
  readonly facts: SupportFacts;
  /** Values that must not occur twice, by the flag's scope. */
  readonly seen: Map<string, Set<string>>;
  /** Checks what a value holds. */
  readonly validate: Validate;
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
